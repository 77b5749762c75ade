import { Contract } from '../contract.ts';
import type { Place } from '../place.ts';
import { rule } from '../rule.ts';

/**
 * Each property has a type and a description. It also has an example, unless it is a constant, an object or a list of
 * objects. Redocly's `scalar-property-missing-example` is not used, because it also requires examples of constants.
 */
export const propertyDescribed = rule({
  Schema(schema, report, contract) {
    // `checkEnvelope` checks the properties of envelopes.
    if (contract.responses.some(({ media }) => media.at('schema').id === schema.id)) return;
    for (const [name, property] of schema.at('properties').entries()) {
      if (typeof property.node === 'boolean') continue;
      const isCode = name === 'code' && Contract.has(contract.codes, schema);
      const isList = property.types.includes('array');
      const hasExample =
        property.at('const').present || isObjects(property) || isObjects(property.at('items'));
      const missing = [
        ...(isCode || property.at('description').isText ? [] : ['description']),
        ...(property.types.length > 0 ? [] : ['type']),
        ...(isList && property.at('items').types.length === 0 ? ['items.type'] : []),
        ...(hasExample || property.at('example').present ? [] : ['example']),
      ];
      if (missing.length > 0)
        report(property, `The property \`${name}\` lacks: ${missing.join(', ')}. Add each of them.`);
    }
  },
});

function isObjects(schema: Place): boolean {
  return schema.types.join() === 'object';
}
