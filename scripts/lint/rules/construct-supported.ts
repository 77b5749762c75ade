import { isSupportedVersion } from '../../../src/contract/read-document.ts';
import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

const NO_METHOD = 'The client has no method for it, and its response is unspecified.';

/** What OpenAPI allows and this project would ignore, by the object that contains it: each key with its reason. */
const UNSUPPORTED = {
  root: {
    webhooks: 'The API sends no requests.',
    jsonSchemaDialect: 'All schemas have the dialect of OpenAPI 3.1.',
  },
  components: {
    pathItems: 'Write a file in `paths/`, with a `$ref` under `paths`.',
  },
  path: {
    servers: 'All paths have the servers of the root.',
    head: NO_METHOD,
    options: NO_METHOD,
    trace: NO_METHOD,
  },
  operation: {
    callbacks: 'The API sends no requests.',
    servers: 'All operations have the servers of the root.',
  },
  parameter: {
    content: 'Write a `schema`.',
    examples: 'Write one `example`.',
    allowReserved: 'The client percent-encodes every value.',
    allowEmptyValue: 'The client sends a parameter with an empty value or not at all.',
  },
  response: {
    links: 'No generated artefact follows a link.',
  },
  header: {
    content: 'Write a `schema`.',
    examples: 'Write one `example`.',
  },
} as const satisfies Record<string, Record<string, string>>;

/** Refuses what OpenAPI allows but an artefact would ignore. spec/README.md lists it, "What is supported". */
export const constructSupported = contractRule(({ root, operations, parameters, responses }, report) => {
  const version = root.at('openapi');
  if (version.present && !isSupportedVersion(version.node))
    report(version, `OpenAPI ${version.node} is not supported. Write \`openapi: 3.1.1\`.`);
  refuse(report, root, UNSUPPORTED.root);
  refuse(report, root.at('components'), UNSUPPORTED.components);
  for (const item of root.at('paths').values()) refuse(report, item, UNSUPPORTED.path);
  for (const { place } of operations) refuse(report, place, UNSUPPORTED.operation);
  for (const parameter of parameters) refuse(report, parameter, UNSUPPORTED.parameter);
  for (const { place } of responses) {
    refuse(report, place, UNSUPPORTED.response);
    for (const header of place.at('headers').values()) refuse(report, header, UNSUPPORTED.header);
  }
});

/** Reports each of these keys that an object has, with the reason. */
export function refuse(report: Report, place: Place, keys: Readonly<Record<string, string>>): void {
  for (const [key, reason] of Object.entries(keys)) {
    if (place.at(key).present)
      report(place.at(key).key, `Remove \`${key}\`, which is not supported here. ${reason}`);
  }
}
