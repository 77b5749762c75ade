/** The two envelopes, `{success: true, data}` and `{success: false, error}`. */
import type { Response } from './contract.ts';
import { expectValues, listed, type Report } from './rule.ts';

const MEDIA_TYPE = 'application/json';

/** The schema of a field that is never present. Many tools do not support `false`, which means the same. */
const NEVER = { not: {} };

/** Checks the media type, `success` and the `body` field, and that the envelope has only one of `data` and `error`. */
export function checkEnvelope(
  report: Report,
  { place, media }: Response,
  body: 'data' | 'error',
  more: Readonly<Record<string, unknown>> = {},
): void {
  const content = place.at('content');
  const types = content.entries().map(([type]) => type);
  if (types.join() !== MEDIA_TYPE)
    report(
      content,
      `A response must have exactly one media type, \`${MEDIA_TYPE}\`, but this one has ${listed(types)}. Change \`content\`.`,
    );
  const schema = media.at('schema');
  const success = body === 'data';
  const expected = {
    type: 'object',
    'properties.success.type': 'boolean',
    'properties.success.const': success,
    [`properties.${body}.type`]: 'object',
    [`properties.${success ? 'error' : 'data'}`]: NEVER,
    ...more,
  };
  expectValues(
    report,
    schema,
    expected,
    `This envelope must be an object with \`success: ${success}\` and \`${body}\`.`,
  );
  const missing = ['success', body].filter((name) => !schema.at('required').strings.includes(name));
  if (missing.length > 0)
    report(
      schema.at('required'),
      `The envelope must always have ${listed(missing)}. Add it to \`required\`.`,
    );
}
