/** Loads profiles. A profile says how to reach a target and how to provoke each code there. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type Json } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import { SyntaxFault } from '../../contract/parse.ts';
import { parseYaml } from '../../contract/parse-yaml.ts';
import { suggestion } from '../../text/suggest.ts';
import schema from '../schemas/profile.schema.json' with { type: 'json' };
import { BUILT_IN, NEVER_ISSUED } from './builtin.ts';
import { checkHeaders, checkNames, checkRequests, ProfileError } from './check.ts';
import { describe } from './describe.ts';
import { escaped } from './placeholders.ts';
import type { ProvocationEntry } from './provocation.ts';

export interface Profile {
  name: string;
  /** The base URL if the caller gives none. */
  baseUrl?: string;
  timeoutSeconds?: number;
  /** Sent with every request. */
  headers: Record<string, string>;
  tokens: {
    /** A token that works. */
    success: string;
    /** A token that was never issued. */
    unknown: string;
  };
  /** The values to request, by the name of the parameter. @default the examples in the spec */
  parameters?: Record<string, string>;
  /**
   * How to provoke each code; `default` is for every code without an entry. A code that a request provokes by itself (a
   * missing token, an unknown path, an invalid parameter) needs no entry: an entry provokes it in a second way.
   */
  provoke: Record<string, ProvocationEntry>;
  /** Whether `default` also applies to the codes that a request provokes by itself. */
  always: boolean;
  /** The values from environment variables. No report shows them. */
  secrets: readonly string[];
}

/**
 * Loads a built-in profile by name, or a profile from a YAML file.
 *
 * @param env the environment variables that the profile may name
 * @throws {ProfileError} if the profile does not exist or is invalid
 */
export function loadProfile(
  nameOrFile: string,
  contract: Contract,
  env: NodeJS.ProcessEnv = process.env,
): Profile {
  const builtIn = Object.hasOwn(BUILT_IN, nameOrFile) ? BUILT_IN[nameOrFile] : undefined;
  if (builtIn) return builtIn(contract);
  let text: string;
  try {
    text = readFileSync(nameOrFile, 'utf8');
  } catch (cause) {
    const names = Object.keys(BUILT_IN);
    throw new ProfileError(
      `There is no profile "${nameOrFile}": it is not a built-in profile (${names.join(', ')}), and no such file can be read.` +
        `${suggestion(nameOrFile, names)} To create a profile, run verify --init.`,
      { cause },
    );
  }
  return parseProfile(text, nameOrFile, contract, env);
}

/** Compiled on first use: the built-in profiles do not need it. */
let validate: ValidateFunction | undefined;

/** @param file the name of the profile in error messages */
function parseProfile(text: string, file: string, contract: Contract, env: NodeJS.ProcessEnv): Profile {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ProfileError(`The profile ${file} is not valid YAML: ${cause.message}.`, { cause });
  }
  validate ??= new Ajv2020({ strict: false, verbose: true }).compile(schema);
  if (!validate(raw))
    throw new ProfileError(`The profile ${file} is invalid ${describe(validate.errors ?? [])}`);
  const secrets: string[] = [];
  const value = withSecrets(raw as Json, file, env, secrets) as unknown as Partial<Profile> & {
    tokens: { success: string; unknown?: string };
  };
  const { tokens, provoke = {} } = value;
  checkNames(contract, value, file);
  checkRequests(value, file);
  checkHeaders(value, file);
  return {
    ...value,
    name: value.name ?? file,
    headers: value.headers ?? {},
    tokens: { success: tokens.success, unknown: tokens.unknown ?? NEVER_ISSUED },
    provoke,
    always: value.always ?? false,
    secrets,
  };
}

/**
 * Replaces each `{env: NAME}` by the value of the environment variable. In a provocation, no part of the value is a
 * placeholder.
 *
 * @param secrets receives the values
 */
function withSecrets(
  value: Json,
  file: string,
  env: NodeJS.ProcessEnv,
  secrets: string[],
  isRaw = true,
): Json {
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, file, env, secrets, isRaw));
  if (!isObject(value)) return value;
  if (typeof value.env === 'string' && Object.keys(value).length === 1) {
    const found = Object.hasOwn(env, value.env) ? env[value.env] : undefined;
    if (found) {
      secrets.push(found);
      return isRaw ? found : escaped(found);
    }
    throw new ProfileError(
      `The profile ${file} needs the environment variable ${value.env}, which is not set. Set it and run again.`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      withSecrets(inner, file, env, secrets, isRaw && key !== 'provoke'),
    ]),
  );
}
