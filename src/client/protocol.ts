/** Responses that do not conform to the contract: the reasons, and a sentence for each. */
import type { ProtocolFailure } from './result.ts';

/** Why a response does not conform to the contract. */
export type ProtocolReason = ProtocolFailure['reason'];

/** What is wrong, as the end of a sentence. */
const FAULTS: Readonly<Record<ProtocolReason, string>> = {
  redirect: 'a redirect',
  too_large: 'the body is larger than the option maxBodyBytes',
  empty: 'the body is empty',
  html: 'the body is HTML, perhaps from a proxy',
  invalid_json: 'the body is not JSON',
  truncated: 'the body is incomplete JSON',
  not_envelope: 'the body is not an envelope of the API',
  data_and_error: 'both data and error',
  wrong_status: 'a success without a 2xx status',
  no_items: 'a success without its items',
  bad_cursor: 'a missing, malformed or repeated cursor',
};

/** Builds the failure. @param excerpt the first characters of the body, without the token */
export function protocolFailure(
  reason: ProtocolReason,
  status: number,
  excerpt: string,
): Omit<ProtocolFailure, 'operation' | 'attempts'> {
  const message = `Unexpected response (status ${status}): ${FAULTS[reason]}.`;
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
