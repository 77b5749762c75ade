/** Derives valid and invalid lists of a parameter from the schemas of the list and of its items. */
import { resolveRef } from '../../contract/json-pointer.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { typeOf } from '../../contract/parameter-value.ts';
import { invalidTexts, type NamedValue, type SimpleParameter, validTexts } from './parameter-values.ts';

type NamedList = NamedValue<readonly string[]>;

/** A URL with more items than this may be too long for a server. */
const MAX_ITEMS = 200;

/** Returns lists with an invalid item, and lists beyond the bounds of the number of items. The schema decides. */
export function invalidLists(contract: Pick<Contract, 'document'>, parameter: Parameter): NamedList[] {
  const item = itemOf(contract, parameter);
  const { minItems, maxItems, uniqueItems } = parameter.schema;
  const invalid = invalidTexts(item);
  const [good = ''] = distinct(item, 1);
  return [
    ...(typeof minItems === 'number' && minItems > 1
      ? [{ name: 'too-few', value: distinct(item, minItems - 1) }]
      : []),
    ...(typeof maxItems === 'number' && maxItems < MAX_ITEMS
      ? [{ name: 'too-many', value: distinct(item, maxItems + 1) }]
      : []),
    ...(uniqueItems === true ? [{ name: 'repeated', value: [good, good] }] : []),
    ...invalid.map(({ name, value }) => ({ name, value: [value] })),
    // A server may check only the first item.
    ...invalid.map(({ name, value }) => ({ name: `second-${name}`, value: [good, value] })).slice(0, 3),
  ];
}

/** Returns lists at the limits that the contract allows. */
export function validLists(contract: Pick<Contract, 'document'>, parameter: Parameter): NamedList[] {
  const item = itemOf(contract, parameter);
  const { minItems, maxItems } = parameter.schema;
  const [good = ''] = distinct(item, 1);
  return [
    ...validTexts(item).map(({ name, value }) => ({ name, value: [value] })),
    { name: 'one', value: [good] },
    { name: 'two', value: distinct(item, 2) },
    ...(typeof minItems === 'number' ? [{ name: 'fewest', value: distinct(item, minItems) }] : []),
    ...(typeof maxItems === 'number' && maxItems <= MAX_ITEMS
      ? [{ name: 'most', value: distinct(item, maxItems) }]
      : []),
    { name: 'repeated', value: [good, good] },
  ];
}

/** Returns an item as a parameter of its own. */
function itemOf({ document }: Pick<Contract, 'document'>, { schema, example }: Parameter): SimpleParameter {
  const { node } = resolveRef(document, schema.items, '#');
  const [first = node.example ?? ''] = [example].flat();
  return { schema: node, example: first };
}

/** Returns this many different items, or fewer if there are not enough. They begin with the example. */
function distinct({ schema, example }: SimpleParameter, count: number): string[] {
  const { enum: values, minimum, exclusiveMinimum } = schema;
  const type = typeOf(schema);
  const start = Number(minimum ?? exclusiveMinimum ?? 0) + 1;
  const others = Array.isArray(values)
    ? values.map(String)
    : type === 'boolean'
      ? ['true', 'false']
      : Array.from({ length: count }, (_, index) =>
          type === 'string' ? `${example}${index}` : String(start + index),
        );
  return [...new Set([String(example), ...others])].slice(0, count);
}
