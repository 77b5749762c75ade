import { isRetired, type Operation } from '../contract.ts';
import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';

const MEDIA_TYPE = 'application/json';

/** The methods whose content has no defined meaning, with the section of RFC 9110. */
const WITHOUT_BODY: Readonly<Record<string, string>> = { get: '9.3.1', delete: '9.3.5' };

/** The causes of an error that an invalid body can have. */
const TRIGGERS = ['parameter-invalid', 'body-invalid'];

/**
 * A request body is one JSON object, with an example and the code that an invalid body returns. The client sends it, and
 * the sandbox and the contract tests check it.
 */
export const bodySupported = contractRule(({ operations, codes }, report) => {
  for (const operation of operations) {
    if (!operation.body.present) continue;
    checkMethod(report, operation);
    checkContent(report, operation.body);
    checkInvalid(report, operation, codes);
  }
});

function checkMethod(report: Report, { name, method, body, parameters }: Operation): void {
  const section = WITHOUT_BODY[method];
  if (section !== undefined)
    report(
      body.key,
      `\`${name}\` is a ${method.toUpperCase()}, whose request body has no defined meaning (RFC 9110 ${section}). Remove \`requestBody\`, or use another method.`,
    );
  for (const parameter of parameters)
    if (parameter.object.name === 'body')
      report(
        parameter.at('name'),
        `The client has the request body of \`${name}\` under the name \`body\`. Rename this parameter.`,
      );
}

function checkContent(report: Report, body: Place): void {
  const content = body.at('content');
  const types = content.entries().map(([type]) => type);
  if (types.join() !== MEDIA_TYPE)
    report(
      content,
      `A request body must have exactly one media type, \`${MEDIA_TYPE}\`, but this one has ${listed(types)}. Change \`content\`.`,
    );
  const media = content.at(MEDIA_TYPE);
  if (!media.present) return;
  const schema = media.at('schema');
  if (schema.object.type !== 'object')
    report(
      schema.at('type'),
      'The schema of a request body must describe an object. Write `type: object`, and move a list or another value to a property.',
    );
  const examples = media.at('examples').values();
  if (examples.length === 0 || examples.some((example) => !example.at('value').present))
    report(
      media.at('examples'),
      'A request body needs an example for the docs and the contract tests. Add a named one with a `value` under `examples`.',
    );
  for (const key of ['example', 'encoding'])
    if (media.at(key).present)
      report(
        media.at(key).key,
        `Remove \`${key}\`, which is not supported here. Only \`schema\` and \`examples\` have an effect.`,
      );
}

/**
 * Each body needs a code, because each can be malformed JSON. The operation has the response of the code, because all
 * operations have the same error responses.
 */
function checkInvalid(report: Report, { name, body }: Operation, codes: readonly Place[]): void {
  const invalid = body.at('x-invalid');
  const suitable = codes.filter(
    (code) => !isRetired(code) && TRIGGERS.some((trigger) => trigger === code.at('x-error', 'trigger').node),
  );
  const names = suitable.map((code) => code.name);
  if (!invalid.present)
    report(
      body,
      `The request body of \`${name}\` can be invalid. Add \`x-invalid\` with the code that it returns: ${listed(names, 'or')}.`,
    );
  else if (!names.some((code) => code === invalid.node))
    report(
      invalid,
      `\`${invalid.node}\` is not a code with the trigger ${listed(TRIGGERS, 'or')}. Write one of ${listed(names, 'or')}.`,
    );
}
