/** Parses and validates parameter values from URLs and headers, by the parameter's schema and wire pattern. */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type JsonObject } from './document.ts';
import { LinearPattern } from './linear-pattern.ts';
import type { Contract, Parameter } from './model.ts';
import { validatorOf } from './validator.ts';

/** A value as text, without percent-encoding. For a list, the text of each item. */
export type ValueText = string | readonly string[];

/** The form of a type in a URL or a header, if the parameter has no `x-wire-pattern`. These are the forms of JSON. */
const WIRE_FORMS: Record<string, RegExp> = {
  integer: /^-?(0|[1-9][0-9]*)$/,
  number: /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/,
  boolean: /^(true|false)$/,
};

const forms = new WeakMap<Parameter, LinearPattern>();

/**
 * Parses the value of a parameter.
 *
 * @param raw the percent-decoded text, for a list of each item; undefined if the request does not have the parameter
 * @returns the value; the default of the schema if an optional parameter is missing; or `invalid`
 */
export function readParameter(
  contract: Pick<Contract, 'document'>,
  parameter: Parameter,
  raw: ValueText | undefined,
): { value: unknown; invalid?: false } | { invalid: true } {
  if (raw === undefined) return parameter.required ? { invalid: true } : { value: parameter.schema.default };
  if (parameter.invalid === undefined) return { value: raw };
  const { list, schema } = parameter;
  const type = typeOf(list && isObject(schema.items) ? schema.items : schema) ?? 'string';
  const form = formOf(parameter, type);
  const texts = [raw].flat();
  if (form && !texts.every((text) => form.test(text))) return { invalid: true };
  const values = texts.map((text) => parsedText(text, type));
  const value = list ? values : values[0];
  return parameterValidator(contract, parameter)(value) ? { value } : { invalid: true };
}

function parsedText(text: string, type: string): string | number | boolean {
  if (type === 'integer' || type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** Returns the form of the value in the URL. A pattern is compiled once per parameter. */
function formOf(parameter: Parameter, type: string): RegExp | LinearPattern | undefined {
  if (parameter.wirePattern === undefined) return WIRE_FORMS[type];
  const known = forms.get(parameter) ?? new LinearPattern(parameter.wirePattern);
  forms.set(parameter, known);
  return known;
}

/**
 * Returns the validator for the schema of a parameter.
 *
 * @throws {ContractError} if the schema is invalid
 */
export function parameterValidator(
  { document }: Pick<Contract, 'document'>,
  { pointer }: Parameter,
): ValidateFunction {
  return validatorOf(document, `${pointer}/schema`);
}

/** Returns the type of a schema, or undefined unless there is exactly one. `null` does not count: neither a URL nor a header can express it. */
export function typeOf({ type }: JsonObject): string | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  return types.length === 1 && typeof types[0] === 'string' ? types[0] : undefined;
}
