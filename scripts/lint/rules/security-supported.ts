import { isToken } from '../../../src/contract/nodes.ts';
import { requestHeaderNameFault } from '../header-names.ts';
import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

/** The headers of a request that describe its content, in lower case. */
const OF_REQUEST = ['accept', 'content-type'];

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
  for (const owner of [root, ...operations.map(({ place }) => place)]) {
    const requirements = owner.at('security').values();
    for (const requirement of requirements) checkRequirement(report, requirement, schemes);
    checkPlaces(report, requirements, schemes);
  }
  for (const scheme of schemes.values()) checkNames(report, scheme);
});

/** Two schemes in the same header with the same prefix are one place for the token. */
function checkPlaces(report: Report, requirements: readonly Place[], schemes: Place): void {
  const places = requirements.map((requirement) => {
    const [id = ''] = Object.keys(requirement.object);
    const { scheme = '', name = 'Authorization' } = schemes.at(id).object;
    return `${name} ${scheme}`.toLowerCase();
  });
  for (const [index, requirement] of requirements.entries())
    if (places.indexOf(places[index] ?? '') < index)
      report(requirement, 'Another requirement sends the token in the same place. Remove one of them.');
}

function checkNames(report: Report, scheme: Place): void {
  const { type, scheme: prefix, name } = scheme.object;
  if (type === 'http' && typeof prefix === 'string' && !isToken(prefix))
    report(
      scheme.at('scheme'),
      `\`${prefix}\` is not a valid scheme name (RFC 9110 11.1). Rename the scheme.`,
    );
  if (type !== 'apiKey' || typeof name !== 'string') return;
  const fault = requestHeaderNameFault(name);
  if (fault !== undefined) report(scheme.at('name'), fault);
  if (OF_REQUEST.includes(name.toLowerCase()))
    report(
      scheme.at('name'),
      `The client sends another value in the header \`${name}\`. Use another header.`,
    );
}

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
