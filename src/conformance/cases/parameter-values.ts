/** Values of a parameter on both sides of each of its constraints, made from its schema. */
import { readParameter } from '../contract/parameter.ts';
import type { Parameter } from '../contract/types.ts';

/** A value as it stands on the wire, with a stable name for the case's id. */
export interface NamedValue {
  name: string;
  value: string;
}

/** Forms that people and libraries write numbers in; which of them are wrong, the parameter says. */
const NUMBER_FORMS: readonly NamedValue[] = [
  { name: 'zero', value: '0' },
  { name: 'negative', value: '-1' },
  { name: 'fraction', value: '1.5' },
  { name: 'point-zero', value: '1.0' },
  { name: 'exponent', value: '1e1' },
  { name: 'plus', value: '+5' },
  { name: 'leading-zero', value: '05' },
  { name: 'hexadecimal', value: '0x10' },
  { name: 'huge', value: '99999999999999999999' },
  { name: 'word', value: 'ten' },
  { name: 'trailing', value: '5x' },
  { name: 'space', value: ' 5' },
  { name: 'list', value: '5,6' },
  { name: 'empty', value: '' },
];

/** Values that the contract refuses; none for a parameter where any value is valid. */
export function invalidValues(parameter: Parameter): NamedValue[] {
  if (parameter.invalid === undefined) return [];
  const { enum: values, minimum, maximum } = parameter.schema;
  const candidates: NamedValue[] = [];
  if (Array.isArray(values)) {
    candidates.push({ name: 'unknown', value: 'unknown' });
    for (const value of values.map(String)) {
      candidates.push(
        { name: `upper-case-${value}`, value: value.toUpperCase() },
        { name: `capital-${value}`, value: value.charAt(0).toUpperCase() + value.slice(1) },
        { name: `longer-${value}`, value: `${value}s` },
      );
    }
  }
  if (typeof minimum === 'number') candidates.push({ name: 'below-minimum', value: String(minimum - 1) });
  if (typeof maximum === 'number') candidates.push({ name: 'above-maximum', value: String(maximum + 1) });
  if (parameter.schema.type === 'integer' || parameter.schema.type === 'number')
    candidates.push(...NUMBER_FORMS);
  // An empty part of a path is another path.
  return unique(candidates).filter(
    ({ value }) => readParameter(parameter, value).invalid && (parameter.in !== 'path' || value !== ''),
  );
}

/** Values at the edges of what the contract allows. */
export function validValues(parameter: Parameter): NamedValue[] {
  const { enum: values, minimum, maximum } = parameter.schema;
  const candidates: NamedValue[] = [];
  if (Array.isArray(values)) candidates.push(...values.map(String).map((value) => ({ name: value, value })));
  if (typeof minimum === 'number') candidates.push({ name: 'minimum', value: String(minimum) });
  if (typeof maximum === 'number') candidates.push({ name: 'maximum', value: String(maximum) });
  return unique(candidates).filter(({ value }) => !readParameter(parameter, value).invalid);
}

/** The first of each value. */
function unique(candidates: NamedValue[]): NamedValue[] {
  return candidates.filter(
    ({ value }, index) => candidates.findIndex((other) => other.value === value) === index,
  );
}
