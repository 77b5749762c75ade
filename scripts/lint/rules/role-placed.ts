import { PARAMETER_ROLES, PROPERTY_ROLES, type RoleOwner } from '../../../src/contract/vocabulary.ts';
import { Contract } from '../contract.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';

/** Each role is on a property of a suitable object and type, and is unique in the object. Code finds fields by role. */
export const rolePlaced = rule({
  Root(_root, report, { pages }) {
    const balances = pages
      .flatMap((page) => page.at('properties').entries())
      .filter(([, { object }]) => object['x-role'] === 'balance');
    const [[first] = []] = balances;
    for (const [name, property] of balances)
      if (name !== first)
        report(
          property.key,
          `The client watches one field, but the balance is in \`${first}\` and \`${name}\`. Use one name in all operations.`,
        );
  },
  Parameter(parameter, report) {
    const role = parameter.at('x-role');
    const [, type] = Object.entries(PARAMETER_ROLES).find(([name]) => name === role.node) ?? [];
    if (type) checkType(report, role, parameter.at('schema'), [type]);
  },
  Schema(schema, report, contract) {
    if (schema.at('x-role').present && !/\/properties\/[^/]+$/u.test(schema.location.pointer))
      report(
        schema.at('x-role').key,
        '`x-role` has no effect here. Move it to a property, next to its `type`.',
      );
    const owner = ownerOf(contract, schema);
    for (const [role, { types, owners, ...flags }] of Object.entries(PROPERTY_ROLES)) {
      const properties = schema.withRole(role);
      for (const property of properties) {
        const place = property.at('x-role');
        if (!owners.some((name) => name === owner))
          report(
            place,
            `The role \`${role}\` has no effect in this object: it is only for the fields of ${listed(owners, 'or')}.`,
          );
        checkType(report, place, property, types);
        if (properties.length > 1 && !('shared' in flags))
          report(place, `Only one property of an object can have the role \`${role}\`. Remove the others.`);
      }
    }
  },
});

/** Returns the kind of object that a schema describes, for roles. */
function ownerOf({ codes, pages, items }: Contract, schema: Place): RoleOwner | undefined {
  if (Contract.has(codes, schema)) return 'error';
  if (Contract.has(pages, schema)) return 'data';
  return Contract.has(items, schema) ? 'item' : undefined;
}

function checkType(report: Report, role: Place, schema: Place, allowed: readonly string[]): void {
  if (!schema.types.every((type) => allowed.some((name) => name === type)))
    report(
      role,
      `A value with the role \`${role.node}\` must be ${listed(allowed, 'or')}. Change the \`type\` or the role.`,
    );
}
