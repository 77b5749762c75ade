/** A profile says how to provoke each code at a target: with which token, headers, path or query. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import type { Contract, ErrorEntry } from '../contract/types.ts';
import schema from './profile.schema.json' with { type: 'json' };

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
}

/** Why a code is not provoked at this target. */
export interface NotProvoked {
  skip: string;
}

export interface Profile {
  name: string;
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
}

/** What is wrong with a profile, in one sentence that says where and what to do. */
export class ProfileError extends Error {
  override name = 'ProfileError';
}

/** A token that no server can have issued. */
const NEVER_ISSUED = 'never-issued-2f8b1c';

/** The profiles that need no file, for the targets that everybody has. */
export const BUILT_IN: Record<string, (contract: Contract) => Profile> = {
  // The sandbox's test tokens, from the spec.
  sandbox: (contract) => ({
    name: 'sandbox',
    tokens: { success: contract.sandbox.successToken, unknown: NEVER_ISSUED },
    provoke: { default: { token: contract.sandbox.errorToken } },
    // What a request can bring about by itself tests more than a test token does.
    always: false,
  }),
  // Raw Prism picks a response by its status and an example by its name, when it is asked to.
  prism: () => ({
    name: 'prism',
    tokens: { success: 'any-token-will-do', unknown: NEVER_ISSUED },
    provoke: { default: { headers: { Prefer: 'code={status}, example={CODE}' } } },
    always: true,
  }),
};

/**
 * Loads a profile by name, or from a YAML file.
 *
 * @throws {ProfileError} where there is none of that name or file, or where its content is wrong
 */
export function loadProfile(nameOrFile: string, contract: Contract): Profile {
  const builtIn = Object.hasOwn(BUILT_IN, nameOrFile) ? BUILT_IN[nameOrFile] : undefined;
  if (builtIn) return builtIn(contract);
  let text: string;
  try {
    text = readFileSync(nameOrFile, 'utf8');
  } catch (cause) {
    const names = Object.keys(BUILT_IN).join(', ');
    throw new ProfileError(
      `There is no profile "${nameOrFile}": it is neither built in (${names}) nor a file that can be read.`,
      { cause },
    );
  }
  return parseProfile(text, nameOrFile, contract);
}

function parseProfile(text: string, file: string, contract: Contract): Profile {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax) throw new ProfileError(`The profile ${file} is no YAML: ${syntax.message.split('\n')[0]}`);
  const validate = new Ajv2020({ allErrors: false, strict: false }).compile(schema);
  const value: unknown = document.toJS();
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const at = error?.instancePath.replaceAll('/', '.').replace(/^\./, '') || 'the top level';
    const extra = error?.keyword === 'additionalProperties' ? ` ("${error.params.additionalProperty}")` : '';
    throw new ProfileError(`The profile ${file} is wrong at ${at}: it ${error?.message}${extra}.`);
  }
  const {
    name,
    tokens,
    provoke = {},
    always = false,
  } = value as unknown as Partial<Profile> & {
    tokens: { success: string; unknown?: string };
  };
  const stranger = Object.keys(provoke).find(
    (code) => code !== 'default' && !contract.errors.some((entry) => entry.code === code),
  );
  if (stranger !== undefined) {
    const codes = contract.errors.map(({ code }) => code).join(', ');
    throw new ProfileError(
      `The profile ${file} is wrong at provoke: ${stranger} is no code. The codes are ${codes}.`,
    );
  }
  const { success, unknown = NEVER_ISSUED } = tokens;
  return { name: name ?? file, tokens: { success, unknown }, provoke, always };
}

/**
 * How a profile provokes a code.
 *
 * @param natural whether a request can provoke it by itself
 * @returns what to change, templates filled in; `natural` where the request that provokes it by itself is to be sent;
 *   `skip` with the reason where there is no way
 */
export function provocationOf(
  profile: Profile,
  entry: ErrorEntry,
  natural: boolean,
): Provocation | NotProvoked | 'natural' {
  const own = profile.provoke[entry.code];
  if (natural && !profile.always && own === undefined) return 'natural';
  const chosen = own ?? profile.provoke.default;
  if (chosen) return fill(chosen, entry);
  if (natural) return 'natural';
  return { skip: `the profile ${profile.name} has no way to provoke ${entry.code}: add it under "provoke"` };
}

function fill<Value>(value: Value, entry: ErrorEntry): Value {
  if (typeof value === 'string') {
    return value
      .replaceAll('{code}', entry.code.toLowerCase())
      .replaceAll('{CODE}', entry.code)
      .replaceAll('{status}', String(entry.status)) as Value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, entry)])) as Value;
}
