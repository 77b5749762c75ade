/** Parses and validates parameter values from URLs, by the parameter's schema and wire pattern. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, type JsonObject } from './document.ts';
import type { Parameter } from './model.ts';

/** The form of a type in a path or a query, if the parameter has no `x-wire-pattern`. These are the forms of JSON. */
const WIRE_FORMS: Record<string, RegExp> = {
  integer: /^-?(0|[1-9][0-9]*)$/,
  number: /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/,
  boolean: /^(true|false)$/,
};

const ajv = formats.default(new Ajv2020({ strict: false, logger: false }));
const compiled = new WeakMap<Parameter, ValidateFunction>();

/**
 * Parses the value of a parameter.
 *
 * @param raw the percent-decoded value from the URL; undefined if the request does not have the parameter
 * @returns the value; the default of the schema if an optional parameter is missing; or `invalid`
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
 * Returns the validator for the schema of a parameter. It is compiled once per parameter.
 *
 * @throws {ContractError} if the schema is invalid
 */
export function validatorOf(parameter: Parameter): ValidateFunction {
  let validate = compiled.get(parameter);
  try {
    validate ??= ajv.compile(parameter.schema);
  } catch (cause) {
    throw new ContractError(
      `The schema of the parameter at ${parameter.pointer} is invalid: ${clauseOf(cause)}.`,
      { cause },
    );
  }
  compiled.set(parameter, validate);
  return validate;
}

/** Returns the type of a schema, or undefined unless there is exactly one. `null` does not count: a URL cannot express it. */
export function typeOf({ type }: JsonObject): string | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  return types.length === 1 && typeof types[0] === 'string' ? types[0] : undefined;
}
