/** Finds the numbers in a text that a reader takes for an HTTP status: `HTTP/1.1 404`, not `took 404 ms`. */

/** A number that is not a part of a longer number, a time, a version or a path, and that has no unit. */
const STATUS = String.raw`(?<![\w.,%$#+/-])(?<status>[1-5]\d\d)(?![\w%]|[.,:/-]\d)(?!\s?(?:[mnµu]?s|secs?|seconds?|min|minutes?|hours?|days?|[kmg]?i?b|bytes?|(?:attempt|credit|file|item|line|post|record|request|row|time|token|user)s|retries|entries)\b)`;

/** The reason phrases of the errors (RFC 9110 15.5 and 15.6, RFC 6585), also in the form of an identifier. */
const PHRASE = `(?:${[
  'bad request',
  'unauthorized',
  'payment required',
  'forbidden',
  '(?:page )?not found',
  'method not allowed',
  'not acceptable',
  'request timeout',
  'conflict',
  'gone',
  'unprocessable (?:content|entity)',
  'too many requests',
  '(?:internal )?server error',
  'client error',
  'not implemented',
  'bad gateway',
  'service (?:temporarily )?unavailable',
  'gateway time-?out',
]
  .join('|')
  .replaceAll(' ', '[ _-]?')})`;

/** Quotation marks and brackets around a value. */
const OPEN = String.raw`["'\x60(\[*]{0,3}`;

/** The characters and words between a name and its value. */
const IS = String.raw`["'\x60]{0,2}\s{0,40}(?:[:=(\[<>]{1,2}|->|of\s|is\s|was\s|does not indicate success:)?\s{0,4}(?:http\s)?${OPEN}`;

/** The text after a status in a sentence. A noun in this place means that the number is a count. */
const END_OF_PHRASE = String.raw`(?=\s{0,4}$|\s{0,4}[.;!)\]}"'>,*](?!\d)|\s{0,4}(?:\(|[-–—:]\s)|\s{1,4}(?:error|response|status|from|for|on|at|when|while|after|because)\b)`;

const PATTERNS: readonly RegExp[] = [
  // A status line, also at the end of a request line in an access log.
  String.raw`\bHTTP/\d(?:\.\d)?["']?\s{1,4}${STATUS}`,
  // A field or a variable: `"statusCode":404`, `http_status=404`, `response code 404`.
  `(?<!exit[ _-]?)status(?:[ _.-]?code)?${IS}${STATUS}`,
  String.raw`(?<![a-z])(?<!(?:exit|area|zip|postal|country)[ _-]?)code["'\x60]?\s{0,40}[:=]\s{0,4}${OPEN}${STATUS}`,
  `(?:error|err|http|response|result|with)[ _.-]?code${IS}${STATUS}`,
  String.raw`\bhttp[ _-]?(?:error|exception|response)?${IS}${STATUS}`,
  String.raw`\bhttp[_-]?(?<glued>[45]\d\d)\b`,
  // Next to the reason phrase.
  String.raw`${STATUS}["')\]*]{0,2}[\s:(\[,–-]{1,4}["']?${PHRASE}`,
  String.raw`${PHRASE}["']?[\s:([,–-]{1,4}${STATUS}`,
  // A column of a table.
  String.raw`\|\s{0,4}${STATUS}\s{0,4}\|`,
  // In a sentence.
  String.raw`(?:error|exception|\b(?:got|received|returned|returns|responded|response|answered|replied|with|an?))["')\]]?[\s:=([-]{1,4}(?:an?\s|http\s){0,2}${OPEN}${STATUS}${END_OF_PHRASE}`,
].map((source) => new RegExp(source, 'gim'));

/** Patterns in which the case distinguishes a method from a verb, and a noun from the level of a log. */
const CASE_SENSITIVE: readonly RegExp[] = [
  String.raw`\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b["'\]]{0,2}\s{1,4}["']?(?:https?:/)?/\S{0,1000}\s{1,4}(?:[-=]{1,2}>\s?|→\s?|[|:-]\s?|(?:returned|responded with|failed with|status|with)\s){0,2}${STATUS}`,
  String.raw`${STATUS}\s(?:[Ee]rror|[Rr]esponse)\b`,
].map((source) => new RegExp(source, 'g'));

/** All patterns. Their repetitions are bounded, so that each place of the text takes a bounded time. */
export const STATUS_PATTERNS = [...PATTERNS, ...CASE_SENSITIVE];

/** Returns the statuses in a text, without duplicates, in the order of the text. The time is linear in the text. */
export function statusesIn(text: string): number[] {
  const found = STATUS_PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, groups }) => ({
      index,
      status: Number(groups?.status ?? groups?.glued),
    })),
  );
  return [...new Set(found.sort((one, other) => one.index - other.index).map(({ status }) => status))];
}
