import { formats } from '../../../src/contract/formats.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';

const NO_METHOD = 'The client has no method for it, and its response is unspecified.';
const ONE_DIRECTION = 'Write one schema for requests and another for responses.';

/** What OpenAPI allows and this project would ignore, by the object that contains it: each key with its reason. */
const UNSUPPORTED = {
  root: {
    webhooks: 'The API sends no requests.',
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
  schema: {
    readOnly: ONE_DIRECTION,
    writeOnly: ONE_DIRECTION,
  },
} as const satisfies Record<string, Record<string, string>>;

/** Refuses what OpenAPI allows but an artefact would ignore. spec/README.md lists it, "What is supported". */
export const constructSupported = rule({
  Root(root, report, { operations, parameters, responses }) {
    refuse(report, root, UNSUPPORTED.root);
    for (const item of root.at('paths').values()) refuse(report, item, UNSUPPORTED.path);
    for (const { place } of operations) refuse(report, place, UNSUPPORTED.operation);
    for (const parameter of parameters) refuse(report, parameter, UNSUPPORTED.parameter);
    for (const { place } of responses) {
      refuse(report, place, UNSUPPORTED.response);
      for (const header of place.at('headers').values()) refuse(report, header, UNSUPPORTED.header);
    }
  },
  Schema(schema, report, contract) {
    refuse(report, schema, UNSUPPORTED.schema);
    checkFormat(schema.at('format'), report);
    for (const key of ['additionalProperties', 'unevaluatedProperties'])
      if (schema.at(key).node === false && !contract.isRequestOnly(schema))
        report(
          schema.at(key),
          `Remove \`${key}: false\`. Later versions add fields to responses, so only the schema of a request body can be closed.`,
        );
  },
});

function checkFormat(format: Place, report: Report): void {
  if (format.present && !Object.hasOwn(formats, String(format.node)))
    report(
      format,
      `The sandbox and the contract tests do not know the format \`${format.node}\`. Write a \`pattern\`, or one of ${listed(Object.keys(formats), 'or')}.`,
    );
}

function refuse(report: Report, place: Place, keys: Readonly<Record<string, string>>): void {
  for (const [key, reason] of Object.entries(keys)) {
    if (place.at(key).present)
      report(place.at(key).key, `Remove \`${key}\`, which is not supported here. ${reason}`);
  }
}
