import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

/**
 * Each requirement is one scheme, of which the client sends one token in a header. An operation can have separate
 * requirements, or none.
 */
export const securitySupported = contractRule(({ root, operations }, report) => {
  const security = root.at('security');
  if (security.present && security.values().length === 0)
    report(
      security,
      'The root must have a security scheme. Write `security: []` only in operations that need no token.',
    );
  const schemes = root.at('components', 'securitySchemes');
  for (const owner of [root, ...operations.map(({ place }) => place)])
    for (const requirement of owner.at('security').values()) checkRequirement(report, requirement, schemes);
});

function checkRequirement(report: Report, requirement: Place, schemes: Place): void {
  const names = Object.keys(requirement.object);
  if (names.length === 0)
    report(
      requirement,
      'An optional token is not supported. Write one security scheme, or `security: []` if the operation needs no token.',
    );
  if (names.length > 1)
    report(
      requirement,
      'Two security schemes in one requirement are not supported, because the client sends one token. Write one scheme.',
    );
  for (const [name, roles] of requirement.entries()) {
    const { type, in: location } = schemes.at(name).object;
    if (type !== 'http' && !(type === 'apiKey' && location === 'header'))
      report(schemes.at(name), 'This security scheme is not supported. Use `http`, or `apiKey` in a header.');
    if (roles.values().length > 0)
      report(roles, `Roles and scopes are not supported. Write \`${name}: []\`.`);
  }
}
