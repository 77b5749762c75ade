import { hasOrMisspells } from '../lib/extensions.js';
import { typesOf } from '../lib/place.js';
import { contractRule } from '../lib/rule.js';
import { isText, listed } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

/** The keywords of JSON Schema 2020-12 that a value can break, but for `type`. */
const CONSTRAINTS = [
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if'],
];

/**
 * A parameter says what it is, and what happens to a value that it does not take: `x-invalid` names the code,
 * or `x-opaque` says that it takes any. So the sandbox can answer the code, and the contract tests know what
 * to break.
 */
export const parameterConstrained = contractRule((contract, report) => {
  for (const parameter of contract.parameters) {
    // A parameter that is not even named, or has no schema, is `struct`'s to report.
    if (!isText(parameter.object.name) || !('schema' in parameter.object)) continue;
    checkText(contract, report, parameter);
    checkInvalid(contract, report, parameter);
    checkWirePattern(contract, report, parameter);
  }
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} parameter
 */
function checkText(contract, report, parameter) {
  const name = parameter.object.name;
  const where = `in ${contract.show(parameter)}`;
  if (!isText(parameter.object.description))
    report(parameter, `The parameter \`${name}\` has no description. Add \`description\` ${where}.`);
  if (!parameter.at('example').present)
    report(
      parameter,
      `The parameter \`${name}\` has no example. Add \`example\`, a value that finds something, ${where}.`,
    );
  if (parameter.object.in === 'path' && parameter.object.required !== true)
    report(
      parameter,
      `\`${name}\` is a part of the path and cannot be left out (OpenAPI 3.1.1, 4.8.12). Write \`required: true\` ${where}.`,
    );
  const schema = parameter.at('schema');
  if (!schema.dangling && typesOf(schema).length === 0)
    report(
      schema,
      `The parameter \`${name}\` has no type. Add \`type\` to its schema in ${contract.show(schema)}.`,
    );
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} parameter
 */
function checkInvalid(contract, report, parameter) {
  const schema = parameter.at('schema');
  if (typesOf(schema).length === 0) return;
  const breakable = [
    ...CONSTRAINTS.filter((keyword) => keyword in schema.object),
    ...(typesOf(schema).join() === 'string' ? [] : ['type']),
    ...(parameter.at('x-wire-pattern').present ? ['x-wire-pattern'] : []),
  ];
  const name = parameter.object.name;
  const where = `in ${contract.show(parameter)}`;
  const invalid = parameter.at('x-invalid');
  const opaque = parameter.at('x-opaque');
  if (breakable.length > 0) {
    if (opaque.present)
      report(
        opaque.location.key(),
        `\`${name}\` does not take any value: it has ${listed(breakable, 'and')}. Take \`x-opaque\` out ${where}; \`x-invalid\` names the code of a bad value.`,
      );
    else if (!hasOrMisspells(parameter.node, 'x-invalid'))
      report(
        parameter,
        `A value can break ${listed(breakable, 'and')} of \`${name}\`. Add \`x-invalid\` with the code that answers it ${where}.`,
      );
  } else if (invalid.present) {
    report(
      invalid.location.key(),
      `No value can break \`${name}\`: it has no constraint. Add the one that is meant, or write \`x-opaque: true\` instead of \`x-invalid\` ${where}.`,
    );
    return;
  } else if (opaque.node !== true && (opaque.present || !hasOrMisspells(parameter.node, 'x-opaque'))) {
    report(
      opaque.present ? opaque : parameter,
      `\`${name}\` has no constraint. Write \`x-opaque: true\` ${where}, or the constraint and \`x-invalid\`.`,
    );
  }
  if (invalid.present && !contract.codes.has(String(invalid.node)) && !contract.untaken(invalid.node))
    report(
      invalid,
      `\`x-invalid\` of \`${name}\` names \`${invalid.node}\`, which no response has. Write one of ${listed(contract.codes)} ${where}.`,
    );
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} parameter
 */
function checkWirePattern(contract, report, parameter) {
  const pattern = parameter.at('x-wire-pattern');
  if (!pattern.present) return;
  const where = `in ${contract.show(parameter)}`;
  let form;
  try {
    form = new RegExp(String(pattern.node), 'u');
  } catch (error) {
    report(
      pattern,
      `\`x-wire-pattern\` is no regular expression (ECMA-262, \`u\`): ${Object(error).message}. Mend it ${where}.`,
    );
    return;
  }
  for (const value of [parameter.at('example'), parameter.at('schema', 'default')])
    if (value.present && !form.test(String(value.node)))
      report(
        value,
        `\`${value.node}\` does not have the form \`${pattern.node}\`. Change it, or \`x-wire-pattern\`, in ${contract.show(value)}.`,
      );
}
