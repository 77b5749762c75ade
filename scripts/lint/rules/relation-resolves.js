import { isOfType, LEVELS } from '../lib/extensions.js';
import { isPromised, typesOf } from '../lib/place.js';
import { nodeRule } from '../lib/rule.js';
import { listed, nearest, strings } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

const NUMBERS = ['integer', 'number'];
const KINDS = ['less-than', 'sum', 'echoes'];
const KEYS = ['field', ...KINDS, 'level'];

/**
 * Each relation of `x-relations` is one of the three forms, between fields and parameters that are there and
 * can be compared.
 */
export const relationResolves = nodeRule({
  Schema(schema, contract, report) {
    const relations = schema.at('x-relations');
    if (!relations.present || !schema.at('properties').present) return; // `extension-known` names the right place.
    if (!Array.isArray(relations.node)) {
      report(
        relations,
        `\`x-relations\` is a list of relations. Begin each with \`- field:\` in ${contract.show(schema)}.`,
      );
      return;
    }
    for (const [, relation] of relations.entries()) checkRelation(contract, report, schema, relation);
  },
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 * @param {Place} relation
 */
function checkRelation(contract, report, schema, relation) {
  const where = `\`x-relations\` in ${contract.show(schema)}`;
  const unknown = Object.keys(relation.object).filter((key) => !KEYS.includes(key));
  for (const key of unknown)
    report(
      relation.at(key).location.key(),
      `\`${key}\` is no key of a relation. Write ${listed([nearest(key, KEYS) ?? KEYS].flat())} in ${where}.`,
    );
  const kinds = KINDS.filter((kind) => kind in relation.object);
  if (kinds.length !== 1 && unknown.length === 0)
    report(
      relation,
      `A relation is exactly one of ${listed(KINDS)}, not ${listed(kinds, 'and')}. Change it in ${where}.`,
    );
  const level = relation.at('level');
  if (level.present && !LEVELS.some((word) => word === level.node))
    report(level, `\`level\` is ${listed(LEVELS)}, not \`${level.node}\`. Change it in ${where}.`);

  const numeric = !kinds.includes('echoes');
  checkField(contract, report, schema, relation.at('field'), numeric);
  if (kinds.includes('less-than')) checkField(contract, report, schema, relation.at('less-than'), true);
  if (kinds.includes('sum')) {
    const terms = relation.at('sum');
    if (strings(terms.node).length < 2)
      report(terms, `\`sum\` is the list of the fields that are added, two at least. Change it in ${where}.`);
    for (const [, term] of terms.entries()) checkField(contract, report, schema, term, true);
  }
  if (kinds.includes('echoes')) checkEcho(contract, report, schema, relation);
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 * @param {Place} field
 * @param {boolean} numeric
 */
function checkField(contract, report, schema, field, numeric) {
  const properties = schema.at('properties');
  const property = properties.at(String(field.node));
  const where = `\`x-relations\` in ${contract.show(schema)}`;
  if (property.dangling || isPromised(schema, String(field.node))) return;
  if (!property.present)
    report(
      field.present ? field : schema.at('x-relations').location.key(),
      `\`${field.node}\` is no property of this object. Write ${listed([nearest(String(field.node), Object.keys(properties.object)) ?? Object.keys(properties.object)].flat())} in ${where}.`,
    );
  else if (numeric && !isOfType(property, NUMBERS))
    report(
      field,
      `\`${field.node}\` is no number, so there is nothing to compare or add. Name a number in ${where}.`,
    );
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 * @param {Place} relation
 */
function checkEcho(contract, report, schema, relation) {
  const echoes = relation.at('echoes');
  const where = `\`x-relations\` in ${contract.show(schema)}`;
  const named = contract.parameters.filter(({ object }) => object.name === echoes.node);
  const names = contract.parameters.map(({ object }) => String(object.name));
  // A parameter without a name may be the one; `struct` asks for it.
  if (named.length === 0 && contract.parameters.every(({ object }) => 'name' in object))
    report(
      echoes,
      `No operation has a parameter \`${echoes.node}\`. Write ${listed([nearest(String(echoes.node), names) ?? names].flat())} in ${where}.`,
    );
  const property = schema.at('properties', String(relation.object.field));
  const types = typesOf(property).map(String);
  if (
    types.length > 0 &&
    named.some((parameter) => typesOf(parameter.at('schema')).some((type) => !types.includes(String(type))))
  )
    report(
      echoes,
      `\`${relation.object.field}\` cannot echo \`${echoes.node}\`: their types differ. Change one of them, or ${where}.`,
    );
}
