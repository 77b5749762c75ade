/** Responses that do not conform to the contract: the reasons, and a sentence for each. */
import type { ProtocolFailure } from './result.ts';

/** Why a response does not conform to the contract. */
export type ProtocolReason = ProtocolFailure['reason'];

/** The sentences. They say where the fault is and, if the caller can change it, how. */
const SENTENCES: Readonly<Record<ProtocolReason, string>> = {
  redirect: 'it is a redirect, which the client does not follow. Check the option baseUrl',
  too_large: 'the body is larger than the option maxBodyBytes allows',
  empty: 'the body is empty',
  html: 'the body is HTML, not JSON. A proxy may have sent it',
  invalid_json: 'the body is not JSON. A proxy may have sent it',
  truncated: 'the body ends in the middle of the JSON',
  not_envelope: 'the JSON is neither a success nor an error of the API',
  data_and_error: 'the envelope has both data and error',
  wrong_status: 'a success must have a 2xx status',
  no_items: 'the data of the success lacks its array of items',
  bad_cursor: 'the cursor of the next page is missing, is not a text, or has occurred before',
};

/** Builds the failure. @param excerpt the first characters of the body, without the token */
export function protocolFailure(
  reason: ProtocolReason,
  status: number,
  excerpt: string,
): Omit<ProtocolFailure, 'operation' | 'attempts'> {
  const message = `Unexpected response (status ${status}): ${SENTENCES[reason]}.`;
  return { kind: 'protocol', reason, status, message, excerpt };
}

/** Returns why a text is not JSON. */
export function reasonOfText(text: string): ProtocolReason {
  const [first] = text.trimStart();
  if (!first) return 'empty';
  if (first === '<') return 'html';
  // Without the escaped characters and the texts, only complete JSON has as many closing as opening brackets.
  const rest = text.replace(/\\./gs, '').replace(/"[^"]*"?/g, '');
  return rest.split(/[[{]/).length > rest.split(/[\]}]/).length ? 'truncated' : 'invalid_json';
}
