import { METHODS } from '../../../src/contract/vocabulary.ts';
import { isSuccess } from '../contract.ts';
import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

/** What OpenAPI allows and this project would ignore, by the object that contains it: each key with its reason. */
const UNSUPPORTED = {
  root: {
    webhooks: 'The API sends no requests.',
  },
  path: {
    servers: 'All paths have the servers of the root.',
    ...Object.fromEntries(
      METHODS.filter((method) => method !== 'get').map((method) => [
        method,
        'The contract tests would send it to real servers, where it may change data.',
      ]),
    ),
  },
  operation: {
    requestBody: 'The client could not send a body, and the sandbox and the contract tests would ignore it.',
    callbacks: 'The API sends no requests.',
    servers: 'All operations have the servers of the root.',
    security: 'All operations need a token, as the root states.',
  },
  parameter: {
    content: 'Write a `schema`.',
    style: 'A parameter is one simple value, in the default style.',
    explode: 'A parameter is one simple value, in the default style.',
    allowReserved: 'The client percent-encodes every value.',
    allowEmptyValue: 'The client sends a parameter with an empty value or not at all.',
  },
  response: {
    links: 'No generated artefact follows a link.',
  },
} as const satisfies Record<string, Record<string, string>>;

/** Refuses what OpenAPI allows but an artefact would ignore. spec/README.md lists it, "What is supported". */
export const constructSupported = contractRule(({ root, operations, parameters, responses }, report) => {
  refuse(report, root, UNSUPPORTED.root);
  for (const item of root.at('paths').values()) refuse(report, item, UNSUPPORTED.path);
  for (const { name, place, responses: own } of operations) {
    refuse(report, place, UNSUPPORTED.operation);
    for (const [status] of own.filter(([status]) => isSuccess(status)).slice(1))
      report(
        place.at('responses').location.child(status).key(),
        `A second success, \`${status}\`, is not supported. Give \`${name}\` only one 2xx.`,
      );
  }
  for (const parameter of parameters) {
    refuse(report, parameter, UNSUPPORTED.parameter);
    const location = parameter.at('in');
    if (location.node !== 'path' && location.node !== 'query')
      report(
        location,
        `A parameter in \`${location.node}\` is not supported. Move it to the path or the query.`,
      );
  }
  for (const { place } of responses) refuse(report, place, UNSUPPORTED.response);
  checkSecurity(root, report);
});

/** Each requirement is one scheme, of which the client sends one, in a header. */
function checkSecurity(root: Place, report: Report): void {
  const schemes = root.at('components', 'securitySchemes');
  for (const requirement of root.at('security').values()) {
    const names = Object.keys(requirement.object);
    if (names.length !== 1)
      report(requirement, 'A requirement other than one security scheme is not supported. Write one scheme.');
    for (const name of names) {
      const { type, in: location } = schemes.at(name).object;
      if (type !== 'http' && !(type === 'apiKey' && location === 'header'))
        report(
          schemes.at(name),
          'This security scheme is not supported. Use `http`, or `apiKey` in a header.',
        );
    }
  }
}

function refuse(report: Report, place: Place, keys: Readonly<Record<string, string>>): void {
  for (const [key, reason] of Object.entries(keys)) {
    if (place.at(key).present)
      report(place.at(key).key, `Remove \`${key}\`, which is not supported here. ${reason}`);
  }
}
