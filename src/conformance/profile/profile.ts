/** Loads profiles. A profile says how to reach a target and how to provoke each code there. */
import { existsSync, readFileSync } from 'node:fs';
import { isObject, type Json } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import { SyntaxFault } from '../../contract/parse.ts';
import { parseYaml } from '../../contract/parse-yaml.ts';
import { suggestion } from '../../text/suggest.ts';
import { BUILT_IN, NEVER_ISSUED } from './builtin.ts';
import { checkBodies, checkHeaders, checkNames, checkRequests, ProfileError } from './check.ts';
import type { ProfileDefinition } from './definition.ts';
import { describe } from './describe.ts';
import { escaped, fill } from './placeholders.ts';
import type { NotProvoked, OperationRequests, Provocation, ProvocationEntry } from './provocation.ts';
import { splitFunctions, withFunctions } from './split-functions.ts';
import { validateProfile } from './validate.ts';

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
  parameters?: Record<string, ValueText>;
  /** Whether the tester may send requests that change data. */
  writes: boolean;
  /** The values that the requests of single operations send, by id. */
  operations: Readonly<Record<string, OperationRequests>>;
  /**
   * How to provoke each code; `default` is for every code without an entry. A code that a request provokes by itself (a
   * missing token, an unknown path, an invalid parameter) needs no entry: an entry provokes it in a second way.
   */
  provoke: Record<string, ProvocationEntry>;
  /** Whether `default` also applies to the codes that a request provokes by itself. */
  always: boolean;
  /** Values that no report may show, among them those of environment variables. */
  secrets: readonly string[];
  /** The values of environment variables, by name: the commands in a report refer to the variables. */
  variables?: Readonly<Record<string, string>>;
  /** Changes the headers of each request to the target. */
  request?: ProfileDefinition['request'];
}

/** Returns whether a profile is a module. */
export function isModule(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file);
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
  if (isModule(nameOrFile) && existsSync(nameOrFile))
    throw new ProfileError(
      `The profile ${nameOrFile} is a module, which cannot be loaded here. Import it, and pass its default export.`,
    );
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

function parseProfile(text: string, file: string, contract: Contract, env: NodeJS.ProcessEnv): Profile {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ProfileError(`The profile ${file} is not valid YAML: ${cause.message}.`, { cause });
  }
  return checkProfile(raw, file, contract, env);
}

/**
 * Checks a profile as its author wrote it.
 *
 * @param definition of a {@link ProfileDefinition}, if it is valid
 * @param file the name of the profile in error messages
 * @throws {ProfileError} if the profile is invalid
 */
export function checkProfile(
  definition: unknown,
  file: string,
  contract: Contract,
  env: NodeJS.ProcessEnv = process.env,
): Profile {
  const { data, provoke: functions, request } = splitFunctions(definition, file);
  if (!validateProfile(data))
    throw new ProfileError(`The profile ${file} is invalid ${describe(validateProfile.errors ?? [])}`);
  const variables: Record<string, string> = {};
  const value = withSecrets(data as Json, file, env, variables) as unknown as Partial<Profile> & {
    tokens: { success: string; unknown?: string };
  };
  const { tokens } = value;
  const provoke = withFunctions(value.provoke ?? {}, functions);
  const checked = { ...value, operations: value.operations ?? {}, provoke };
  checkNames(contract, checked, file);
  checkRequests(checked, file);
  checkBodies(contract, checked, file);
  checkHeaders(checked, file);
  return {
    ...checked,
    name: value.name ?? file,
    headers: value.headers ?? {},
    tokens: { success: tokens.success, unknown: tokens.unknown ?? NEVER_ISSUED },
    writes: value.writes ?? false,
    always: value.always ?? false,
    secrets: [...Object.values(variables), ...(value.secrets ?? [])],
    variables,
    ...(request && { request }),
  };
}

/**
 * Checks the result of a function that provokes a code, by the same rules as an entry of a profile.
 *
 * @param onSecret called with each value that no report may show
 * @throws {ProfileError} if the result is invalid
 */
export function checkProvocation(
  returned: unknown,
  code: string,
  { name }: Pick<Profile, 'name'>,
  contract: Contract,
  onSecret: (value: string) => void,
): Provocation | NotProvoked {
  if (isObject(returned) && Object.keys(returned).length === 0) return {};
  const label = `${name} (the result of provoke.${code})`;
  if (typeof returned === 'function' || (isObject(returned) && 'operations' in returned))
    throw new ProfileError(
      `The profile ${label} is invalid: the result must not have functions or operations.`,
    );
  const definition = { tokens: { success: NEVER_ISSUED }, provoke: { [code]: returned } };
  const { provoke, secrets } = checkProfile(definition, label, contract);
  const { [code]: result = {} } = provoke;
  for (const secret of secrets) onSecret(secret);
  if ('token' in result && result.token !== undefined) onSecret(fill(result.token, {}));
  return result as Provocation | NotProvoked;
}

/** The keys of a profile in whose texts `{{` is a plain `{`. */
const WITH_PLACEHOLDERS: ReadonlySet<string> = new Set(['provoke', 'prepare', 'cleanup']);

/**
 * Replaces each `{env: NAME}` by the value of the environment variable. In a provocation, no part of the value is a
 * placeholder.
 *
 * @param variables receives the values, by name
 */
function withSecrets(
  value: Json,
  file: string,
  env: NodeJS.ProcessEnv,
  variables: Record<string, string>,
  isRaw = true,
): Json {
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, file, env, variables, isRaw));
  if (!isObject(value)) return value;
  if (typeof value.env === 'string' && Object.keys(value).length === 1) {
    const found = Object.hasOwn(env, value.env) ? env[value.env] : undefined;
    if (found) {
      variables[value.env] = found;
      return isRaw ? found : escaped(found);
    }
    throw new ProfileError(
      `The profile ${file} needs the environment variable ${value.env}, which is not set. Set it and run again.`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // A body is a JSON value, which may have a field `env`.
      key === 'body' ? inner : withSecrets(inner, file, env, variables, isRaw && !WITH_PLACEHOLDERS.has(key)),
    ]),
  );
}
