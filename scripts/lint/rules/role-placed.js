import { isOfType, ROLES } from '../lib/extensions.js';
import { nodeRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Roles } from '../lib/extensions.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

/**
 * Each `x-role` is one that its place can have, on a value of the right type, and once an object: code finds
 * fields by it.
 */
export const rolePlaced = nodeRule(
  {
    Schema(schema, contract, report) {
      checkObject(contract, report, schema);
    },
  },
  (contract, report) => {
    for (const parameter of contract.parameters)
      checkRole(contract, report, parameter, parameter.at('schema'), ROLES.parameter, 'parameter');
  },
);

/**
 * The objects that have a role, in words.
 * @type {Record<string, string>}
 */
const OWNERS = {
  parameter: 'parameters',
  error: 'the fields of an error',
  success: 'the fields of `data`',
  'error,success': 'the fields of an error and of `data`',
  item: 'the fields of what the property of the role `items` lists',
};

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 */
function checkObject(contract, report, schema) {
  const owner = ownerOf(contract, schema);
  const taken = new Map();
  for (const [name, property] of schema.at('properties').entries()) {
    const role = property.at('x-role');
    // A role on the target of a `$ref` is in the wrong place, which is `extension-known`'s to say.
    if (!role.present || property.reference !== undefined) continue;
    checkRole(contract, report, property, property, ROLES.property, owner);
    const known = roleOf(ROLES.property, role.node);
    const other = taken.get(role.node);
    taken.set(role.node, name);
    // Two waits are counted by `x-error-complete`.
    if (known && !known.shared && other !== undefined && role.node !== 'wait')
      report(
        role,
        `\`${other}\` and \`${name}\` both have the role \`${role.node}\`. Take one of them out in ${contract.show(schema)}.`,
      );
  }
}

/**
 * What kind of object a schema describes, as far as roles tell kinds apart.
 * @param {Contract} contract
 * @param {Place} schema
 */
function ownerOf(contract, schema) {
  if (contract.schemas.has(schema.id)) return 'error';
  if (contract.pages.has(schema.id)) return 'success';
  return contract.items.has(schema.id) || contract.hasUnmarkedList ? 'item' : 'other';
}

/**
 * @param {Roles} roles
 * @param {unknown} word
 */
function roleOf(roles, word) {
  return Object.hasOwn(roles, String(word)) ? roles[String(word)] : undefined;
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} holder the property or parameter
 * @param {Place} schema of its value
 * @param {Roles} roles
 * @param {string} owner
 */
function checkRole(contract, report, holder, schema, roles, owner) {
  const role = holder.at('x-role');
  if (!role.present) return;
  const where = `in ${contract.show(holder)}`;
  const known = roleOf(roles, role.node);
  if (!known)
    report(
      role,
      `\`x-role\` is ${listed(Object.keys(roles))} here, not \`${role.node}\`. Change it ${where}.`,
    );
  else if (!known.on.includes(owner))
    report(
      role,
      `The role \`${role.node}\` means nothing here: it is for ${OWNERS[known.on.join()]}. Take it out ${where}.`,
    );
  else if (!isOfType(schema, known.types))
    report(
      role,
      `What has the role \`${role.node}\` is ${listed(known.types)}. Change its \`type\` in ${contract.show(schema)}, or the role.`,
    );
}
