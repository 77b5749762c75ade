/** What an error must not tell: the request's token, and the insides of the server (CWE-209). */
import type { WireRequest, WireResponse } from '../transport.ts';
import type { Finding } from '../types.ts';

/** A shorter token stands in texts by chance. */
const MIN_TOKEN = 6;

const INSIDES: readonly [RegExp, string][] = [
  [/\bat [^\s"]+ \(?(?:file:|node:|[A-Za-z]:)?[\w./\\@-]+:\d+:\d+\)?/, 'a stack trace'],
  [/Traceback \(most recent call last\)|File \\?"[^"]+\\?", line \d+/, 'a stack trace'],
  [/\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)|goroutine \d+ \[/, 'a stack trace'],
  [/\b(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b/s, 'SQL'],
  [/\b(?:SQLSTATE|ORA-\d{5}|PG::\w+Error|SQLITE_[A-Z]+)\b/, 'an error of a database'],
  [
    /(?:\/(?:home|usr|var|opt|srv|app|root)\/|[A-Z]:\\\\)[\w.-]+[/\\][\w./\\-]+/,
    "a path of the server's machine",
  ],
];

/** Looks through an answer for the token of its request; through an error for the insides of the server, too. */
export function leaks(
  request: WireRequest,
  response: WireResponse,
  tokens: readonly string[],
  isError: boolean,
): Finding[] {
  const body = response.bytes.toString('utf8');
  const fields = [...response.headers].map(([name, values]) => `${name}: ${values.join(', ')}`).join('\n');
  const sent = Object.values(request.headers).join('\n') + request.url.search;
  const token = tokens.find((candidate) => candidate.length >= MIN_TOKEN && sent.includes(candidate));
  // In a success a token may stand by chance in what people post.
  const place =
    token &&
    (fields.includes(token) ? 'its header' : isError && body.includes(token) ? 'its body' : undefined);
  if (place) return [finding("nothing of the request's token", `the token, in ${place}`)];
  const found = isError ? INSIDES.find(([pattern]) => pattern.test(body)) : undefined;
  return found ? [finding('nothing of the insides of the server', found[1])] : [];
}

function finding(required: string, came: string): Finding {
  return { check: 'leak', level: 'MUST', required, came, source: 'CWE-209' };
}
