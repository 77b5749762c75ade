import { namesOf } from '../lib/contract.js';
import { isPromised } from '../lib/place.js';
import { contractRule } from '../lib/rule.js';
import { isText, listed, strings } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

/** UPPER_SNAKE_CASE of at most 63 characters (the form of ErrorInfo.reason in Google's AIP-193). */
const CODE = /^(?=.{1,63}$)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/u;

/**
 * A code's schema: one name for all (file, `title`, `const`), and a `code` and a `message`. That its fields
 * are always there and described is `property-required`'s and `property-described`'s, but for the text of
 * `code`, which the docs show in place of the schema's own.
 */
export const errorSchema = contractRule((contract, report) => {
  for (const schema of contract.schemas.values()) {
    /** @type {Report} */
    const say = (at, message) => {
      contract.cloud(schema);
      report(at, message);
    };
    if (strings(schema.object.required).some((field) => isPromised(schema, field))) contract.cloud(schema);
    checkName(contract, say, schema);
    checkFields(contract, say, schema);
  }
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 */
function checkName(contract, report, schema) {
  const { name } = schema;
  const where = `in ${contract.show(schema)}`;
  if (!CODE.test(name)) {
    report(
      schema,
      `A code is written in UPPER_SNAKE_CASE and has at most 63 characters; \`${name}\` is not. ` +
        `Rename ${contract.show(schema)}, its \`title\` and its \`properties.code.const\`.`,
    );
    return;
  }
  const title = schema.at('title');
  const value = schema.at('properties', 'code', 'const');
  const wrong = [
    ...(title.node === name ? [] : [{ at: title, path: 'title' }]),
    // Without `code` altogether there is one thing to say, below.
    ...(value.node === name || !schema.at('properties', 'code').present
      ? []
      : [{ at: value, path: 'properties.code.const' }]),
  ];
  const [first] = wrong;
  if (!first) return;
  const paths = listed(
    wrong.map(({ path }) => path),
    'and',
  );
  const lines = listed(
    wrong.map(({ path }) => `${path}: ${name}`),
    'and',
  );
  report(
    first.at.present ? first.at : schema,
    `The file is named \`${name}\`, but ${paths} ${wrong.length === 1 ? 'does' : 'do'} not say so. Write ${lines} ${where}, or rename the file.`,
  );
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 */
function checkFields(contract, report, schema) {
  const where = `in ${contract.show(schema)}`;
  if (schema.object.type !== 'object')
    report(schema, `An error is an object. Write \`type: object\` ${where}.`);
  const properties = schema.at('properties');
  for (const field of ['code', 'message']) {
    const property = properties.at(field);
    if (!property.present && !property.dangling && !isPromised(schema, field))
      report(
        schema,
        `An error has ${listed(['code', 'message'], 'and')}. Add \`${field}\` under \`properties\` and to \`required\` ${where}.`,
      );
    else if (property.present && property.object.type !== 'string')
      report(
        property,
        `\`${field}\` is a string. Write \`type: string\` under \`properties.${field}\` ${where}.`,
      );
  }
  const code = properties.at('code');
  if (code.present && !isText(code.object.description))
    report(
      code,
      `\`code\` has no description. Write what \`${[...namesOf(schema)].at(-1)}\` means and what to do under \`properties.code.description\` ${where}.`,
    );
}
