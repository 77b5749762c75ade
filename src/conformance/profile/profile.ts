/** Loads profiles. A profile says how to reach a target and how to provoke each code there. */
import { readFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import { parseYaml, SyntaxFault } from '../../contract/parse.ts';
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
 * What to change in a request so that the target answers a code. In values, `{code}` is the code in lower case,
 * `{CODE}` the code, `{status}` its status.
 */
export interface Provocation {
  /** The token to send instead of the one that works. */
  token?: string;
  headers?: Record<string, string>;
  /** Instead of the operation's path, relative to the base URL. */
  path?: string;
  query?: Record<string, string>;
  /** Sent first. */
  prepare?: PreparingRequest;
  /** How often the request is sent before the one that counts. @default 0 */
  repeat?: number;
}

/** Why a code is not provoked at this target. */
export interface NotProvoked {
  skip: string;
}

export interface Profile {
  name: string;
  /** The base URL, where the caller gives none. */
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
   * By code; `default` serves every code that has no entry of its own. A code that a request provokes by itself (a missing
   * token, an unknown path, a bad parameter) needs neither.
   */
  provoke: Record<string, Provocation | NotProvoked>;
  /** Whether `default` serves also the codes that a request provokes by itself. */
  always: boolean;
  /** What came out of environment variables: no report shows it. */
  secrets: readonly string[];
}

/** What is wrong with a profile, in one sentence that says where and what to do. */
export class ProfileError extends UserError {
  override name = 'ProfileError';
}

/**
 * Loads a profile by name, or from a YAML file.
 *
 * @param env where the environment variables that it names are looked up
 * @throws {ProfileError} where there is none of that name or file, or where its content is wrong
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
      `There is no profile "${nameOrFile}": it is neither built in (${names.join(', ')}) nor a file that can be read.` +
        `${suggestion(nameOrFile, names)} Write one with verify --init.`,
      { cause },
    );
  }
  return parseProfile(text, nameOrFile, contract, env);
}

/** @param file what to call it in an error */
function parseProfile(text: string, file: string, contract: Contract, env: NodeJS.ProcessEnv): Profile {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ProfileError(`The profile ${file} is no YAML: ${cause.message}.`, { cause });
  }
  const validate = new Ajv2020({ strict: false, verbose: true }).compile(schema);
  if (!validate(raw))
    throw new ProfileError(`The profile ${file} is wrong ${describe(validate.errors ?? [])}`);
  const secrets: string[] = [];
  const value = withSecrets(raw as Json, file, env, secrets) as unknown as Partial<Profile> & {
    tokens: { success: string; unknown?: string };
  };
  const { tokens, provoke = {} } = value;
  const stranger = Object.keys(provoke).find(
    (code) => code !== 'default' && !contract.errors.some((entry) => entry.code === code),
  );
  if (stranger !== undefined) {
    const codes = contract.errors.map(({ code }) => code).join(', ');
    throw new ProfileError(
      `The profile ${file} is wrong at provoke: ${stranger} is no code. The codes are ${codes}.`,
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

/** @throws {ProfileError} where a token or a header cannot be sent; a value may be a secret, and is not shown */
function checkHeaders(profile: Partial<Pick<Profile, 'headers' | 'tokens' | 'provoke'>>, file: string): void {
  const { headers = {}, tokens = {}, provoke = {} } = profile;
  const check = (at: string, values: object) => {
    for (const [name, value] of Object.entries(values)) {
      try {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      } catch (cause) {
        const what = (cause as NodeJS.ErrnoException).code === 'ERR_INVALID_HTTP_TOKEN' ? 'name' : 'value';
        const where = `${at}.${name}`;
        throw new ProfileError(`The profile ${file} is wrong at ${where}: no header can have this ${what}.`, {
          cause,
        });
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

/** The values that stand in environment variables, in their place; they are noted as secrets. */
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
      `The profile ${file} takes a value from the environment variable ${value.env}, which is not set. Set it and run again.`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, file, env, secrets)]),
  );
}

/** The fault that lies deepest: of the branches of a choice, the one that the value went into. */
function describe(errors: readonly ErrorObject[]): string {
  const [error] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const at = error?.instancePath.slice(1).replaceAll('/', '.') || 'the top level';
  if (error?.keyword === 'additionalProperties') {
    const known = isObject(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    const there = known.length > 0 ? ` There are ${known.join(', ')}.` : '';
    const key = String(error.params.additionalProperty);
    return `at ${at}: there is no key ${key}.${suggestion(key, known)}${there}`;
  }
  if (error?.keyword === 'required') return `at ${at}: the key ${error.params.missingProperty} is missing.`;
  if (error?.keyword === 'oneOf' || error?.keyword === 'type') {
    const secret = error.schemaPath.includes('secret');
    if (secret) return `at ${at}: give a text, or {env: NAME} for an environment variable.`;
  }
  return `at ${at}: it ${error?.message}.`;
}
