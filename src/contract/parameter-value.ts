/** What a parameter's value on the wire means, by its schema and its wire form. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, type JsonObject } from './document.ts';
import type { Parameter } from './model.ts';

/** How a type is written in a path or a query, where the parameter has no `x-wire-pattern` (JSON's own forms). */
const WIRE_FORMS: Record<string, RegExp> = {
  integer: /^-?(0|[1-9][0-9]*)$/,
  number: /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/,
  boolean: /^(true|false)$/,
};

const ajv = formats.default(new Ajv2020({ strict: false, logger: false }));
const compiled = new WeakMap<Parameter, ValidateFunction>();

/**
 * Reads a parameter's value.
 *
 * @param raw the value on the wire, percent-decoded; undefined where the request has none
 * @returns the value, the schema's default where it is left out, or `invalid`
 */
export function readParameter(
  parameter: Parameter,
  raw: string | undefined,
): { value: unknown; invalid?: false } | { invalid: true } {
  if (raw === undefined) return parameter.required ? { invalid: true } : { value: parameter.schema.default };
  if (parameter.invalid === undefined) return { value: raw };
  const type = typeOf(parameter.schema) ?? 'string';
  const form =
    parameter.wirePattern === undefined ? WIRE_FORMS[type] : new RegExp(parameter.wirePattern, 'u');
  if (form && !form.test(raw)) return { invalid: true };
  const value =
    type === 'integer' || type === 'number' ? Number(raw) : type === 'boolean' ? raw === 'true' : raw;
  return validatorOf(parameter)(value) ? { value } : { invalid: true };
}

/**
 * What tells a parameter's values apart, made once.
 *
 * @throws {ContractError} where its schema is none
 */
export function validatorOf(parameter: Parameter): ValidateFunction {
  let validate = compiled.get(parameter);
  try {
    validate ??= ajv.compile(parameter.schema);
  } catch (cause) {
    throw new ContractError(
      `The schema of the parameter at ${parameter.pointer} is none: ${clauseOf(cause)}.`,
      { cause },
    );
  }
  compiled.set(parameter, validate);
  return validate;
}

/** The type of a schema beside null, which no wire form has; none where it has several, or none. */
export function typeOf({ type }: JsonObject): string | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  return types.length === 1 && typeof types[0] === 'string' ? types[0] : undefined;
}
