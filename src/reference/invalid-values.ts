/** Values of parameters that a contract excludes, with the reason: the common mistakes of callers come first. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import type { Contract, Parameter } from '../contract/model.ts';
import { readParameter, typeOf, type ValueText } from '../contract/parameter-value.ts';

/** A value that a parameter must not have. */
export interface InvalidValue {
  text: ValueText;
  /** The rest of a sentence after the name of the parameter. */
  reason: string;
}

/** Returns invalid values of a parameter. The list is empty if every value is valid. */
export function invalidValues(contract: Contract, parameter: Parameter): InvalidValue[] {
  if (parameter.invalid === undefined) return [];
  const { schema, list, example } = parameter;
  const candidates =
    list && isObject(schema.items)
      ? [
          ...candidatesOf(schema.items).map(({ text, reason }) => ({
            text: [text].flat(),
            reason: `has an item that ${reason}`,
          })),
          ...listCandidates(schema, [example].flat()),
        ]
      : candidatesOf(schema);
  return candidates.filter(
    ({ text }) =>
      // An empty segment makes a different path, not an invalid value.
      !(parameter.in === 'path' && text === '') && readParameter(contract, parameter, text).invalid,
  );
}

/** Returns values that the schema of a simple value probably excludes. */
function candidatesOf(schema: JsonObject): InvalidValue[] {
  const { enum: listed, minimum, maximum, minLength, maxLength, format } = schema;
  const type = typeOf(schema);
  const isNumber = type === 'integer' || type === 'number';
  const values = Array.isArray(listed) ? listed.map(String) : [];
  const [first] = values;
  const named = (reason: string, ...texts: string[]) => texts.map((text): InvalidValue => ({ text, reason }));
  return [
    ...(first === undefined
      ? []
      : [
          ...named('is spelled in another case', first.charAt(0).toUpperCase() + first.slice(1)),
          ...named('is not one of the supported values', 'unknown'),
          ...named('contains more than one value', values.slice(0, 2).join(',')),
        ]),
    ...(typeof maximum === 'number' ? named(`is above ${maximum}`, String(maximum * 5)) : []),
    ...(typeof minimum === 'number' ? named(`is below ${minimum}`, String(minimum - 1)) : []),
    ...(type === 'integer' ? named('is not a whole number', '1.5') : []),
    ...(isNumber ? named('is not a number', 'ten') : []),
    ...(type === 'boolean' ? named('is neither true nor false', 'yes') : []),
    ...(typeof format === 'string' ? named(`does not have the format ${format}`, '15/01/2026') : []),
    ...(typeof minLength === 'number' && minLength > 1
      ? named(`is shorter than ${minLength} characters`, 'a'.repeat(minLength - 1))
      : []),
    ...named('is empty', ''),
    ...(isNumber ? named('has a leading zero', '05') : []),
    ...(typeof schema.pattern === 'string' ? named('has characters that are not allowed', '!') : []),
    ...(typeof maxLength === 'number' && maxLength < 100
      ? named(`is longer than ${maxLength} characters`, 'a'.repeat(maxLength + 1))
      : []),
  ];
}

/** Returns lists that the schema of a list probably excludes, from the items of its example. */
function listCandidates({ maxItems, uniqueItems }: JsonObject, items: readonly Json[]): InvalidValue[] {
  const [first = ''] = items.map(String);
  return [
    ...(uniqueItems === true ? [{ text: [first, first], reason: 'has an item twice' }] : []),
    ...(typeof maxItems === 'number' && maxItems < 20
      ? [{ text: Array<string>(maxItems + 1).fill(first), reason: `has more than ${maxItems} items` }]
      : []),
  ];
}
