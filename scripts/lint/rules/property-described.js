import { typesOf } from '../lib/place.js';
import { nodeRule } from '../lib/rule.js';
import { isText } from '../lib/values.js';

/** @import { Place } from '../lib/place.js' */

/**
 * Every property of every object has a description, a type and, unless it is a constant, an object or a list
 * of objects, an example (`spec/README.md`, "Every schema"). Redocly's `scalar-property-missing-example` asks it of constants
 * too, where the value is the example.
 */
export const propertyDescribed = nodeRule({
  Schema(schema, contract, report) {
    for (const [name, property] of schema.at('properties').entries()) {
      // `false` is the schema of what is never there.
      if (property.dangling || typeof property.node === 'boolean') continue;
      // `error-schema` and the envelopes' rules know what these are.
      const isCode = contract.schemas.has(schema.id) && name === 'code';
      const isEnvelope = contract.responses.some(({ media }) => media.at('schema').id === schema.id);
      // A schema that a parameter has too is looked at there.
      const isParameter = contract.parameters.some((parameter) => parameter.at('schema').id === property.id);
      const hasType =
        isParameter || isEnvelope || isCode || (contract.schemas.has(schema.id) && name === 'message');
      const hasExample = isEnvelope || isCode || property.at('const').present || isComposed(property);
      const lacks = [
        ...(isText(property.object.description) || isCode ? [] : ['description']),
        ...(hasType || typesOf(property).length > 0 ? [] : ['type']),
        ...(typesOf(property).includes('array') && typesOf(property.at('items')).length === 0
          ? ['items with a type']
          : []),
        ...(hasExample || property.at('example').present ? [] : ['example']),
      ];
      if (lacks.length > 0)
        report(
          property,
          `The property \`${name}\` has no ${lacks.join(', no ')}. Add that in ${contract.show(property)}.`,
        );
    }
  },
});

/**
 * An object, or a list of objects: its example is made of those of its properties.
 * @param {Place} schema
 */
function isComposed(schema) {
  const isObjects = (/** @type {Place} */ place) => typesOf(place).join() === 'object';
  return isObjects(schema) || isObjects(schema.at('items'));
}
