import { dataOf, isSuccessStatus, itemsOf, mediaOf } from '../lib/contract.js';
import { hasUnreadRole } from '../lib/extensions.js';
import { contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Place } from '../lib/place.js' */

/**
 * What an operation can be asked for, its success has: the balance always (DECISIONS "Success"), items
 * where there is a limit, a cursor where one is taken, and items that can be told apart. The roles say which
 * field that is; a role that is lost would take the pages out of the client and their checks out of the
 * contract tests.
 */
export const pageComplete = contractRule((contract, report) => {
  for (const { name, place, parameters, responses } of contract.operations) {
    const asked = parameters.map(({ object }) => object['x-role']);
    for (const [status, response] of responses) {
      const data = dataOf({ media: mediaOf(response) });
      if (!isSuccessStatus(status) || !data.present || hasUnreadRole(data)) continue;
      const lacks = [
        'balance',
        ...(asked.includes('limit') ? ['items'] : []),
        ...(asked.includes('cursor') ? ['cursor'] : []),
      ].filter((role) => !hasRole(data, role));
      if (lacks.length > 0)
        report(
          propertiesOf(data),
          `No property of a success has the role ${listed(lacks)}. Give the one that is meant \`x-role\` in ${contract.show(data)}.`,
        );
      if (hasRole(data, 'cursor') && !asked.includes('cursor'))
        report(
          place.at('parameters').present ? place.at('parameters').location.key() : place,
          `\`${name}\` answers a cursor but takes none. Add the parameter of the role \`cursor\` in ${contract.show(place)}.`,
        );
      const item = itemsOf(data);
      if (item?.present && item.at('properties').present && !hasUnreadRole(item) && !hasRole(item, 'key'))
        report(
          propertiesOf(item),
          `Nothing tells the items of a page apart. Give the property that does \`x-role: key\` in ${contract.show(item)}.`,
        );
    }
  }
});

/**
 * @param {Place} schema
 * @param {string} role
 */
function hasRole(schema, role) {
  return schema
    .at('properties')
    .entries()
    .some(([, { object }]) => object['x-role'] === role);
}

/** @param {Place} schema */
function propertiesOf(schema) {
  const properties = schema.at('properties');
  return properties.present ? properties.location.key() : schema;
}
