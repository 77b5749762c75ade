/** Parsing of a pasted response. The tests of the command cover invalid responses. */
import { expect, test } from 'vitest';
import { parseResponse } from '../../../src/reference/parse-response.ts';

const ERROR = { code: 'A_CODE', message: 'Größe \u{1f600}' };
const ENVELOPE = JSON.stringify({ success: false, error: ERROR });

const parse = (text: string) => parseResponse(new TextEncoder().encode(text));

test.for([ENVELOPE, JSON.stringify(ERROR), `\ufeff${ENVELOPE}`, `\n ${ENVELOPE}`])(
  'parses the error of %j',
  (text) => {
    const parsed = parse(text);
    expect(parsed).toEqual({ type: 'error', code: 'A_CODE', error: ERROR, body: expect.any(Uint8Array) });
    const { body } = parsed as { body: Uint8Array };
    expect(JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body))).toEqual(
      JSON.parse(ENVELOPE),
    );
  },
);

test('keeps the bytes of a body after a head, and uses the last of several heads', () => {
  const first = 'HTTP/1.1 100 Continue\r\n\r\n';
  const head = 'HTTP/2 418\r\nA: é\r\nX-B: 1\r\nx-b: 2\r\n\r\n';
  const parsed = parse(`${first}${head}\ufeff${ENVELOPE}`);
  expect(parsed).toMatchObject({ type: 'error', status: 418, error: ERROR });
  const { headers, body } = parsed as { headers: Map<string, string[]>; body: Uint8Array };
  expect(headers.get('x-b')).toEqual(['1', '2']);
  expect(body).toEqual(new TextEncoder().encode(`\ufeff${ENVELOPE}`));
});

test('distinguishes a success from an invalid response', () => {
  const success = '{"success": true, "data": {}}';
  expect(parse(success)).toEqual({ type: 'success' });
  expect(parse(`HTTP/2 201\n\n${success}`)).toEqual({ type: 'success' });
  expect(parse(`HTTP/2 500\n\n${success}`)).toMatchObject({
    type: 'invalid',
    reason: 'the body is a success, but the status is not 2xx',
  });
  expect(parse('HTTP/1.1 418 \r\n\r\n<p>')).toEqual({
    type: 'invalid',
    status: 418,
    reason: 'the body is not JSON',
    text: 'HTTP/1.1 418 \r\n\r\n<p>',
  });
  expect(parse('')).toEqual({ type: 'invalid', reason: 'the body is empty', text: '' });
});
