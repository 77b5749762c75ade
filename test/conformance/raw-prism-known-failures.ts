/** What raw Prism is known to fail, at every operation; the reasons are what the sandbox's layer is for. */
export interface KnownFailure {
  /** The id of the case, behind its operation's. */
  case: string;
  reason: string;
}

const oneExample = 'Prism answers the same example whatever is asked, so a page may hold more than `limit`.';
const blamed =
  'Prism answers any invalid request with the first example of its status, which is the wrong code here.';
const coerced =
  'Prism coerces the value to a number first, and takes what is no whole number in decimal digits.';
const anyToken = 'Prism checks that a token is there, and takes any.';
const oneSpelling = 'Prism compares the scheme with its case, where RFC 9110 11.1 has it case-insensitive.';
const problem = 'Prism answers a path that it does not know with application/problem+json.';

export const KNOWN_FAILURES: readonly KnownFailure[] = [
  { case: 'success/limit/minimum', reason: oneExample },
  { case: 'success/pages', reason: oneExample },
  { case: 'limit/below-minimum', reason: blamed },
  { case: 'limit/above-maximum', reason: blamed },
  { case: 'limit/negative', reason: blamed },
  { case: 'limit/fraction', reason: blamed },
  { case: 'limit/huge', reason: blamed },
  { case: 'limit/word', reason: blamed },
  { case: 'limit/trailing', reason: blamed },
  { case: 'limit/list', reason: blamed },
  { case: 'limit/point-zero', reason: coerced },
  { case: 'limit/exponent', reason: coerced },
  { case: 'limit/plus', reason: coerced },
  { case: 'limit/leading-zero', reason: coerced },
  { case: 'limit/hexadecimal', reason: coerced },
  { case: 'limit/space', reason: coerced },
  { case: 'limit/empty', reason: coerced },
  { case: 'authentication/Authorization-unknown', reason: anyToken },
  { case: 'authentication/X-API-Token-unknown', reason: anyToken },
  { case: 'authentication/both-bad-X-API-Token', reason: anyToken },
  { case: 'authentication/scheme-bearer', reason: oneSpelling },
  { case: 'authentication/scheme-BEARER', reason: oneSpelling },
  { case: 'routing/beside', reason: problem },
  { case: 'routing/below', reason: problem },
  { case: 'routing/shallow', reason: problem },
];
