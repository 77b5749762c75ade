/** Loads profiles. A profile says how to reach a target and how to provoke each code there. */
import { readFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type Json } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import { SyntaxFault } from '../../contract/parse.ts';
import { parseYaml } from '../../contract/parse-yaml.ts';
import { UserError } from '../../contract/user-error.ts';
import { suggestion } from '../../text/suggest.ts';
import schema from '../schemas/profile.schema.json' with { type: 'json' };
import { BUILT_IN, NEVER_ISSUED } from './builtin.ts';

/** A request that brings the target into a state. */
export interface PreparingRequest {
  /** @default 'POST' */
  method?: string;
  /** Relative to the base URL, percent-encoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * How to change a request so that the target returns a code. In values, `{CODE}` is replaced by the code, `{code}` by
 * the code in lower case, `{status}` by the status of the code.
 */
export interface Provocation {
  /** The token to send instead of the one that works. */
  token?: string;
  headers?: Record<string, string>;
  /** The path to request instead of the operation's path, relative to the base URL. */
  path?: string;
  query?: Record<string, string>;
  /** A request to send first. */
  prepare?: PreparingRequest;
  /** How often to send the request before the one whose response is checked. @default 0 */
  repeat?: number;
}

/** A code that is not provoked at this target, with the reason. */
export interface NotProvoked {
  skip: string;
}

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
  /**
   * How to provoke each code; `default` is for every code without an entry. A code that a request provokes by itself (a
   * missing token, an unknown path, an invalid parameter) needs no entry.
   */
  provoke: Record<string, Provocation | NotProvoked>;
  /** Whether `default` also applies to the codes that a request provokes by itself. */
  always: boolean;
  /** The values from environment variables. No report shows them. */
  secrets: readonly string[];
}

/** A profile is missing or invalid. The message says where and what to do. */
export class ProfileError extends UserError {
  override name = 'ProfileError';
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
  const unknownCode = Object.keys(provoke).find(
    (code) => code !== 'default' && !contract.errors.some((entry) => entry.code === code),
  );
  if (unknownCode !== undefined) {
    const codes = contract.errors.map(({ code }) => code).join(', ');
    throw new ProfileError(
      `The profile ${file} is invalid at provoke: there is no code ${unknownCode}. The codes are ${codes}.`,
    );
  }
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
 * @throws {ProfileError} if a token or a header cannot be sent; the message does not contain the value, which may be a
 * secret
 */
function checkHeaders(profile: Partial<Pick<Profile, 'headers' | 'tokens' | 'provoke'>>, file: string): void {
  const { headers = {}, tokens = {}, provoke = {} } = profile;
  const check = (at: string, values: object) => {
    for (const [name, value] of Object.entries(values)) {
      try {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      } catch (cause) {
        const part = (cause as NodeJS.ErrnoException).code === 'ERR_INVALID_HTTP_TOKEN' ? 'name' : 'value';
        throw new ProfileError(
          `The profile ${file} is invalid at ${at}.${name}: this is not a valid ${part} of an HTTP header.`,
          { cause },
        );
      }
    }
  };
  check('headers', headers);
  check('tokens', tokens);
  for (const [code, provocation] of Object.entries(provoke)) {
    if ('skip' in provocation) continue;
    check(`provoke.${code}`, provocation.token === undefined ? {} : { token: provocation.token });
    check(`provoke.${code}.headers`, provocation.headers ?? {});
    check(`provoke.${code}.prepare.headers`, provocation.prepare?.headers ?? {});
  }
}

/**
 * Replaces each `{env: NAME}` by the value of the environment variable.
 *
 * @param secrets receives the values
 */
function withSecrets(value: Json, file: string, env: NodeJS.ProcessEnv, secrets: string[]): Json {
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, file, env, secrets));
  if (!isObject(value)) return value;
  if (typeof value.env === 'string' && Object.keys(value).length === 1) {
    const found = Object.hasOwn(env, value.env) ? env[value.env] : undefined;
    if (found) {
      secrets.push(found);
      return found;
    }
    throw new ProfileError(
      `The profile ${file} needs the environment variable ${value.env}, which is not set. Set it and run again.`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, file, env, secrets)]),
  );
}

/** Describes the deepest error, because in a choice that is the error of the branch that the value matches best. */
function describe(errors: readonly ErrorObject[]): string {
  const [error] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const at = error?.instancePath.slice(1).replaceAll('/', '.') || 'the top level';
  if (error?.keyword === 'additionalProperties') {
    const known = isObject(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    const keys = known.length > 0 ? ` The keys are ${known.join(', ')}.` : '';
    const key = String(error.params.additionalProperty);
    return `at ${at}: the key ${key} is unknown.${suggestion(key, known)}${keys}`;
  }
  if (error?.keyword === 'required') return `at ${at}: the key ${error.params.missingProperty} is missing.`;
  if (error?.keyword === 'oneOf' || error?.keyword === 'type') {
    const secret = error.schemaPath.includes('secret');
    if (secret) return `at ${at}: it must be a string, or {env: NAME} for an environment variable.`;
  }
  return `at ${at}: it ${error?.message}.`;
}
