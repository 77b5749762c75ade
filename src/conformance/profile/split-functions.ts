/** Separates the functions of a profile from its data, because the JSON Schema of profiles describes only data. */
import { isObject } from '../../contract/document.ts';
import { checkValue, SyntaxFault } from '../../contract/parse.ts';
import { ProfileError } from './check.ts';
import type { ProfileDefinition, ProvokeFunction } from './definition.ts';
import type { ByFunction, ProvocationEntry } from './provocation.ts';

/** The functions of `provoke`: for a code, and for its operations. */
type Functions = Map<string, { own?: ByFunction; operations: Record<string, ByFunction> }>;

interface Split {
  /** The profile without functions and without undefined values. */
  data: unknown;
  provoke: Functions;
  request?: ProfileDefinition['request'];
}

/** @throws {ProfileError} if a value is nested too deeply, or contains itself */
export function splitFunctions(definition: unknown, file: string): Split {
  try {
    checkValue(definition);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ProfileError(`The profile ${file} is invalid: ${cause.message}.`, { cause });
  }
  if (!isObject(definition)) return { data: definition, provoke: new Map() };
  const { request, ...data } = definition as Record<string, unknown>;
  if (request !== undefined && typeof request !== 'function')
    throw new ProfileError(`The profile ${file} is invalid at request: it must be a function of a module.`);
  const functions: Functions = new Map();
  const provoke = mapObject(data.provoke, (code, entry) => {
    if (typeof entry === 'function') {
      functions.set(code, { own: { call: entry as ProvokeFunction }, operations: {} });
      return undefined;
    }
    if (!isObject(entry)) return entry;
    const own: Record<string, ByFunction> = {};
    const operations = mapObject(entry.operations, (id, value: unknown) => {
      if (typeof value !== 'function') return value;
      own[id] = { call: value as ProvokeFunction };
      return undefined;
    });
    if (Object.keys(own).length === 0) return entry;
    functions.set(code, { operations: own });
    const rest = { ...entry, operations: isEmpty(operations) ? undefined : operations };
    return isEmpty(withoutUndefined(rest)) ? undefined : rest;
  });
  return {
    data: withoutUndefined({ ...data, ...(data.provoke !== undefined && { provoke }) }),
    provoke: functions,
    ...(request !== undefined && { request: request as ProfileDefinition['request'] }),
  };
}

/** Returns the entries of a profile with its functions. */
export function withFunctions(
  entries: Record<string, ProvocationEntry>,
  functions: Functions,
): Record<string, ProvocationEntry> {
  const all = { ...entries };
  for (const [code, { own, operations }] of functions) {
    const entry: ProvocationEntry = own ?? entries[code] ?? {};
    all[code] = isEmpty(operations)
      ? entry
      : { ...entry, operations: { ...entry.operations, ...operations } };
  }
  return all;
}

/** Returns an object with each value replaced, or removed if it becomes undefined; any other value unchanged. */
function mapObject(value: unknown, change: (key: string, inner: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, change(key, inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** Returns a copy of a value without the keys whose value is undefined, as JSON has them. */
function withoutUndefined(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map(withoutUndefined)
    : mapObject(value, (_, inner) => withoutUndefined(inner));
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
