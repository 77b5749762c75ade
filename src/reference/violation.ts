/** Says in words why a schema rejects a value. */
import type { ErrorObject } from 'ajv';
import type { Json } from '../contract/document.ts';
import { code, type Inline } from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import { truncate } from '../text/truncate.ts';

/** The maximum number of allowed values in a sentence. */
const MAX_VALUES = 8;

/** The maximum length of a value or a pattern, in characters. */
const MAX_SHOWN = 60;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'a boolean',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** The clauses of the keywords that limit a text or a number, from the parameters of the error. */
const LIMITS: Readonly<Record<string, (params: Record<string, unknown>) => Inline>> = {
  format: ({ format }) => ['does not have the format ', shown(format)],
  pattern: ({ pattern }) => ['does not match the pattern ', shown(pattern)],
  minLength: ({ limit }) => `has fewer than ${limit} characters`,
  maxLength: ({ limit }) => `has more than ${limit} characters`,
  minimum: ({ limit }) => `is below ${limit}`,
  maximum: ({ limit }) => `is above ${limit}`,
  exclusiveMinimum: ({ limit }) => `is not above ${limit}`,
  exclusiveMaximum: ({ limit }) => `is not below ${limit}`,
  multipleOf: ({ multipleOf }) => `is not a multiple of ${multipleOf}`,
};

/**
 * Returns the rest of a sentence after the name of a field: "is not one of `a`, `b`".
 *
 * @param errors the errors of the field itself; with alternatives, those of each
 */
export function violationInWords(value: Json, errors: readonly ErrorObject[]): Inline {
  const limit = errors.find(({ keyword }) => Object.hasOwn(LIMITS, keyword));
  const allowed = errors.flatMap(({ keyword, params }): unknown[] => {
    if (keyword === 'const') return [params.allowedValue];
    return keyword === 'enum' ? params.allowedValues : [];
  });
  const types = errors.flatMap(({ keyword, params }): string[] =>
    keyword === 'type' ? [params.type].flat() : [],
  );
  if (allowed.length > 0) return notOneOf(allowed);
  if (limit) return LIMITS[limit.keyword]?.(limit.params) ?? '';
  if (types.length === 0) return 'has a value that the contract does not allow';
  const names = [...new Set(types)].map((type) => TYPES[type] ?? type);
  return [`is ${TYPES[typeof value] ?? 'a value'} instead of `, listed(names, 'or')];
}

function notOneOf(allowed: readonly unknown[]): Inline {
  const [first, ...others] = allowed;
  if (others.length === 0) return ['is not ', shown(first)];
  const values = allowed.slice(0, MAX_VALUES).flatMap((one) => [', ', shown(one)]);
  const more = allowed.length > MAX_VALUES ? `, and ${allowed.length - MAX_VALUES} more` : '';
  return ['is not one of ', values.slice(1), more];
}

function shown(value: unknown): Inline {
  return code(truncate(typeof value === 'string' ? value : JSON.stringify(value), MAX_SHOWN));
}
