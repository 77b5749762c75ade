import { dataOf, isSuccess, mediaOf } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/**
 * A success has the roles that the parameters of the operation need. The client and the contract tests find the balance, the
 * items and the cursor of a page by role.
 */
export const pageComplete = contractRule(({ operations, items }, report) => {
  for (const { name, place, parameters, responses } of operations) {
    const parameterRoles = parameters.map(({ object }) => object['x-role']);
    const roles = [
      'balance',
      ...(parameterRoles.includes('limit') ? ['items'] : []),
      ...(parameterRoles.includes('cursor') ? ['cursor'] : []),
    ];
    for (const [, response] of responses.filter(([status]) => isSuccess(status))) {
      const data = dataOf({ statuses: [], place: response, media: mediaOf(response) });
      const missing = roles.filter((role) => data.withRole(role).length === 0);
      if (missing.length > 0)
        report(
          data.at('properties'),
          `\`data\` of \`${name}\` has no property with the role ${listed(missing, 'or')}. Add \`x-role\` to the property.`,
        );
      if (data.withRole('cursor').length > 0 && !parameterRoles.includes('cursor'))
        report(
          place.at('parameters'),
          `\`${name}\` returns a cursor but has no parameter for it. Add the parameter with \`x-role: cursor\`.`,
        );
    }
  }
  for (const item of items)
    if (item.withRole('key').length === 0)
      report(
        item.at('properties'),
        'The items of a page need a key. Write `x-role: key` on the property that identifies an item.',
      );
});
