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
  { case: 'limit/minus-zero', reason: blamed },
  { case: 'limit/two-zeros', reason: blamed },
  { case: 'limit/fraction', reason: blamed },
  { case: 'limit/point-first', reason: blamed },
  { case: 'limit/huge', reason: blamed },
  { case: 'limit/wraps-32', reason: blamed },
  { case: 'limit/wraps-64', reason: blamed },
  { case: 'limit/word', reason: blamed },
  { case: 'limit/nan', reason: blamed },
  { case: 'limit/infinity', reason: blamed },
  { case: 'limit/null', reason: blamed },
  { case: 'limit/true', reason: blamed },
  { case: 'limit/trailing', reason: blamed },
  { case: 'limit/unit', reason: blamed },
  { case: 'limit/nul', reason: blamed },
  { case: 'limit/underscore', reason: blamed },
  { case: 'limit/comma', reason: blamed },
  { case: 'limit/list', reason: blamed },
  { case: 'limit/brackets', reason: blamed },
  { case: 'limit/quotes', reason: blamed },
  { case: 'limit/fullwidth', reason: blamed },
  { case: 'limit/arabic-indic', reason: blamed },
  { case: 'limit/blank', reason: blamed },
  { case: 'limit/below-minimum/X-API-Token', reason: blamed },
  { case: 'limit/point-zero', reason: coerced },
  { case: 'limit/point-last', reason: coerced },
  { case: 'limit/exponent', reason: coerced },
  { case: 'limit/exponent-zero', reason: coerced },
  { case: 'limit/plus', reason: coerced },
  { case: 'limit/leading-zero', reason: coerced },
  { case: 'limit/hexadecimal', reason: coerced },
  { case: 'limit/octal', reason: coerced },
  { case: 'limit/binary', reason: coerced },
  { case: 'limit/space-before', reason: coerced },
  { case: 'limit/space-behind', reason: coerced },
  { case: 'limit/newline', reason: coerced },
  { case: 'limit/tab', reason: coerced },
  { case: 'limit/empty', reason: coerced },
  { case: 'authentication/Authorization-longer', reason: anyToken },
  { case: 'authentication/Authorization-shorter', reason: anyToken },
  { case: 'authentication/Authorization-capitals', reason: anyToken },
  { case: 'authentication/Authorization-prefixed', reason: anyToken },
  { case: 'authentication/Authorization-doubled', reason: anyToken },
  { case: 'authentication/X-API-Token-longer', reason: anyToken },
  { case: 'authentication/X-API-Token-shorter', reason: anyToken },
  { case: 'authentication/X-API-Token-capitals', reason: anyToken },
  { case: 'authentication/X-API-Token-prefixed', reason: anyToken },
  { case: 'authentication/X-API-Token-doubled', reason: anyToken },
  { case: 'authentication/both-bad-X-API-Token', reason: anyToken },
  { case: 'authentication/scheme-bearer', reason: oneSpelling },
  { case: 'authentication/scheme-BEARER', reason: oneSpelling },
  { case: 'authentication/scheme-bEaReR', reason: oneSpelling },
  { case: 'routing/shallow', reason: problem },
  { case: 'routing/deep', reason: problem },
  { case: 'routing/beside', reason: problem },
  { case: 'routing/beside-longer', reason: problem },
  { case: 'routing/parent-only', reason: problem },
  { case: 'routing/one-part-too-few', reason: problem },
  { case: 'routing/below', reason: problem },
  { case: 'routing/far-below', reason: problem },
  { case: 'routing/under-itself', reason: problem },
  { case: 'routing/before-it', reason: problem },
];
