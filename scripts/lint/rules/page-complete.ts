import { dataOf, isSuccess, mediaOf } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/**
 * One success of an operation has the roles that the parameters need. The client and the contract tests find the items and
 * the cursor of a page by role.
 */
export const pageComplete = contractRule(({ operations, items }, report) => {
  for (const { name, place, parameters, responses } of operations) {
    const parameterRoles = parameters.map(({ object }) => object['x-role']);
    const roles = [
      ...(parameterRoles.includes('limit') ? ['items'] : []),
      ...(parameterRoles.includes('cursor') ? ['cursor'] : []),
    ];
    const successes = responses
      .filter(([status]) => isSuccess(status))
      .map(([, response]) => dataOf({ statuses: [], place: response, media: mediaOf(response) }));
    const has = (role: string) => successes.some((data) => data.withRole(role).length > 0);
    const missing = roles.filter((role) => !has(role));
    if (missing.length > 0 && successes[0])
      report(
        successes[0].at('properties'),
        `\`data\` of \`${name}\` has no property with the role ${listed(missing, 'or')}. Add \`x-role\` to the property.`,
      );
    if (has('cursor') && !parameterRoles.includes('cursor'))
      report(
        place.at('parameters'),
        `\`${name}\` returns a cursor but has no parameter for it. Add the parameter with \`x-role: cursor\`.`,
      );
  }
  for (const item of items)
    if (item.withRole('key').length === 0)
      report(
        item.at('properties'),
        'The items of a page need a key. Write `x-role: key` on the property that identifies an item.',
      );
});
