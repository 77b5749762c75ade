import { isPromised } from './place.js';
import { listed, strings } from './values.js';

/** @import { Contract, Response } from './contract.js' */
/** @import { Place } from './place.js' */
/** @import { Report } from './rule.js' */

/** The only media type of an answer (DECISIONS "Envelope"). */
const MEDIA_TYPE = 'application/json';

/**
 * Checks what both envelopes have in common: one media type, an object, `success` of the right value,
 * `present` always there and `absent` never (`false` is the schema that nothing fits, a `null` neither).
 * @param {Contract} contract
 * @param {Report} report
 * @param {Response} response
 * @param {{ success: boolean, present: string, absent: string }} form
 * @returns {boolean} whether there is a schema to look at further
 */
export function checkEnvelope(contract, report, { place, media }, { success, present, absent }) {
  const content = place.at('content');
  const types = content.entries().map(([type]) => type);
  if (types.length !== 1 || types[0] !== MEDIA_TYPE) {
    report(
      content.present ? content.location.key() : place.location,
      `The answer has the media types ${listed(types, 'and')}. ` +
        `Under \`content\` in ${contract.show(place)} leave \`${MEDIA_TYPE}\` alone.`,
    );
    return false;
  }
  const schema = media.at('schema');
  if (!schema.present) {
    if (!schema.dangling)
      report(media, `The answer has no schema. Add \`schema\`, the envelope, in ${contract.show(media)}.`);
    return false;
  }
  const where = `in ${contract.show(schema)}`;
  /** @type {(at: Place, fine: boolean, message: string) => void} */
  const expect = (at, fine, message) => {
    // What is missing is shown where it belongs, at the object that should have it.
    if (!fine) report(at.present ? at : schema, `${message} ${where}.`);
  };
  expect(
    schema.at('type'),
    schema.object.type === 'object',
    'The envelope is an object. Write `type: object`',
  );
  const required = strings(schema.object.required);
  const missing = ['success', present].filter((name) => !required.includes(name));
  expect(
    schema.at('required'),
    missing.length === 0,
    `The envelope always has ${listed(['success', present], 'and')}. Add ${listed(missing, 'and')} to \`required\``,
  );
  const properties = schema.at('properties');
  const flag = properties.at('success');
  // What is required but not there is reported by `no-required-schema-properties-undefined`.
  if (isPromised(schema, 'success') || isPromised(schema, present)) contract.clouded.add(media.id);
  expect(
    flag,
    isPromised(schema, 'success') || (flag.object.type === 'boolean' && flag.object.const === success),
    `\`success\` is ${success} here and nothing else. Write \`type: boolean\` and \`const: ${success}\` under \`properties.success\``,
  );
  expect(
    properties.at(absent),
    properties.object[absent] === false,
    `\`${absent}\` never stands beside \`${present}\`, not even as null. Write \`${absent}: false\` under \`properties\``,
  );
  const body = properties.at(present);
  expect(
    body,
    body.dangling || body.present || isPromised(schema, present),
    `The envelope has no \`${present}\`. Add it to \`properties\``,
  );
  return body.present;
}
