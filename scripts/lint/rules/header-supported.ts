import { validateHeaderValue } from 'node:http';
import { constraintsOf } from '../constraints.ts';
import { headerNameFault, isOfMessage } from '../header-names.ts';
import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';

/**
 * A header of a response is a text. The contract tests check that the header is present, but not its value, so the schema
 * states no constraint.
 */
export const headerSupported = contractRule(({ responses }, report) => {
  for (const [name, header] of responses.flatMap(({ place }) => place.at('headers').entries())) {
    if (name.toLowerCase() === 'content-type')
      report(
        header.key,
        `OpenAPI ignores a response header named \`${name}\` (OpenAPI 3.1.1, 4.8.17). Remove it: \`content\` states it.`,
      );
    checkName(report, name, header);
    checkExample(report, header.at('example'));
    const schema = header.at('schema');
    const constraints = constraintsOf(schema);
    if (schema.present && (schema.object.type !== 'string' || constraints.length > 0))
      report(
        schema,
        `The contract tests do not check the value of a header. Write only \`type: string\`, and state the form in the description${constraints.length > 0 ? ` instead of ${listed(constraints)}` : ''}.`,
      );
  }
});

function checkName(report: Report, name: string, header: Place): void {
  const fault = headerNameFault(name);
  if (fault !== undefined) report(header.key, fault);
  if (isOfMessage(name))
    report(header.key, `The HTTP server sets the header \`${name}\`. Remove it, or choose another name.`);
}

function checkExample(report: Report, example: Place): void {
  try {
    validateHeaderValue('Example', String(example.node));
  } catch {
    report(
      example,
      'The example is not a valid header value (RFC 9110 5.5). Use only visible ASCII characters and spaces.',
    );
  }
}
