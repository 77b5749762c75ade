/** Finds the numbers in a text that a reader takes for an HTTP status: `HTTP/1.1 404`, not `took 404 ms`. */

/** The units of a time, of a size, and of a count. */
const UNIT = [
  '[mnµu]?s|secs?|seconds?|min|minutes?|hours?|days?',
  '[kmg]?i?b|bytes?',
  '(?:attempt|credit|file|item|line|post|record|request|row|time|token|user)s|retries|entries',
].join('|');

/** A number that is not a part of a longer number, a time, a version or a path, and that has no unit. */
const STATUS = String.raw`(?<![\w.,%$#+/-])(?<status>[1-5]\d\d)(?![\w%]|[.,:/-]\d)(?!\s?(?:${UNIT})\b(?!=))`;

/** The reason phrases of the errors (RFC 9110 15.5 and 15.6, RFC 6585), with the forms that servers and tools use. */
const REASONS = (
  [
    ['400', 'bad request'],
    ['401', 'unauthorized'],
    ['402', 'payment required'],
    ['403', 'forbidden'],
    ['404', '(?:page )?not found'],
    ['405', 'method not allowed'],
    ['406', 'not acceptable'],
    ['408', 'request timeout'],
    ['409', 'conflict'],
    ['410', 'gone'],
    ['422', 'unprocessable (?:content|entity)'],
    ['429', 'too many requests'],
    ['4..', 'client error'],
    ['500', 'internal server error'],
    ['5..', 'server error'],
    ['501', 'not implemented'],
    ['502', 'bad gateway'],
    ['503', 'service (?:temporarily )?unavailable'],
    ['504', 'gateway time-?out'],
  ] as const
).map(([status, phrase]) => ({
  status: new RegExp(`^${status}$`),
  // Identifiers have other separators: `TOO_MANY_REQUESTS`, `TooManyRequests`.
  phrase: phrase.replaceAll(' ', '[ _-]?'),
}));

const PHRASE = `(?<phrase>${REASONS.map(({ phrase }) => phrase).join('|')})`;

/** Returns whether a reason phrase is that of a status: `404 not found`, but not `user 500 not found`. */
function isReason(phrase: string, status: string): boolean {
  return REASONS.some(
    (reason) => reason.status.test(status) && new RegExp(`^(?:${reason.phrase})$`, 'i').test(phrase),
  );
}

/** Quotation marks and brackets around a value. */
const OPEN = String.raw`["'\x60(\[*]{0,3}`;

/** The characters and words between a name and its value. */
const IS = String.raw`["'\x60]{0,2}\s{0,40}(?:(?:\(\))?\s?[:=(\[<>]{1,2}|->|of\s|is\s|was\s|does not indicate success:)?\s{0,4}(?:http\s)?${OPEN}`;

/** The text after a status in a sentence. A noun in this place means that the number is a count. */
const END_OF_PHRASE = String.raw`(?=\s{0,4}$|\s{0,4}[.;!)\]}"'>,*](?!\d)|\s{0,4}(?:\(|[-–—:]\s)|\s{1,4}in\s\d|\s{1,4}(?:error|response|status|from|for|on|at|when|while|after|because)\b)`;

/** Words for a failure, in a sentence that ends with the status. */
const FAILURE = String.raw`\b(?:fail(?:ed|s|ure|ing)?|unable|could not|couldn't|cannot|can't|limited|denied|refused|rejected|occurred)\b`;

/** An error, but not a class of errors in a programming language: `TypeError`. */
const ERROR = String.raw`(?<!\b(?:assertion|attribute|index|key|name|range|syntax|type|value))error|exception`;

/** The last words before a status in a sentence: `got 404`, `a 404`. */
const BEFORE_STATUS = [
  'but (?:it )?was|err|gets?|getting|got|throws?|received|returned|returns|responded|response|resp?',
  'answered|replied|with|an?',
  '(?<!(?:exit|area|zip|postal|country|with)[ _-]?)code',
].join('|');

/** Between a request and its status: an arrow, a separator or a verb. */
const RESULT = String.raw`(?:[-=]{1,2}>\s?|→\s?|[|:-]\s?|(?:returned|responded with|failed with|status|with)\s){0,2}`;

const METHOD = '(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)';

const PATTERNS: readonly RegExp[] = [
  // A status line, also at the end of a request line in an access log.
  String.raw`\bHTTP/\d(?:\.\d)?["']?\s{1,4}(?:from\s\S{1,100}\s-\s)?${STATUS}`,
  // A field or a variable: `"statusCode":404`, `http_status=404`, `response code 404`.
  `(?<!exit(?:ed with)?[ _-]?)status(?:[ _.-]?code)?${IS}${STATUS}`,
  String.raw`(?<![a-z])(?<!(?:exit|area|zip|postal|country)[ _-]?)code["'\x60]?\s{0,40}[:=]\s{0,4}${OPEN}${STATUS}`,
  `(?:error|err|http|response|result|(?<!(?:exited|ended|finished|terminated) )with)[ _.-]?code${IS}${STATUS}`,
  String.raw`\bhttp[ _-]?(?:error|exception|response)?${IS}${STATUS}`,
  String.raw`\bhttp[_-]?(?<glued>[45]\d\d)\b`,
  // A name and a value in two fields: the attributes of a trace.
  String.raw`status(?:[ _.-]?code)?["'],[^{}]{0,60}["']value["']\s?:\s?(?:\{\s?["']\w{1,20}["']\s?:\s?)?["']?${STATUS}`,
  // Next to the reason phrase.
  String.raw`${STATUS}["')\]*]{0,2}[\s:(\[,–-]{1,4}["']?${PHRASE}`,
  String.raw`${PHRASE}["']?[\s:([,–-]{1,4}${STATUS}`,
  // A column of a table.
  String.raw`\|\s{0,4}${STATUS}\s{0,4}\|`,
  // A failed comparison with the status of a success.
  String.raw`${STATUS}\s?(?:[!=]={1,2}|to (?:deeply |strictly )?(?:be|equal))\s?2\d\d\b`,
  // At the end of a sentence about a failure.
  String.raw`${FAILURE}[^\n\d="]{0,100}?(?<!\bport)\s?[:(\[–—-]\s?${STATUS}${END_OF_PHRASE}`,
  // In a sentence.
  String.raw`(?:${ERROR}|\b(?:${BEFORE_STATUS}))["')\]]?[\s:=([-]{1,4}(?:an?\s|http\s){0,2}${OPEN}${STATUS}${END_OF_PHRASE}`,
].map((source) => new RegExp(source, 'gim'));

/** Patterns in which the case distinguishes a method from a verb, and a noun from the level of a log. */
const CASE_SENSITIVE: readonly RegExp[] = [
  String.raw`\b${METHOD}\b["'\]]{0,2}\s{1,4}["']?(?:https?:/)?/\S{0,1000}\s{1,4}${RESULT}${STATUS}`,
  String.raw`${STATUS}\s(?:[Ee]rror|[Rr]esponse)\b`,
  // Before the request, as in Tornado; with columns of numbers between them, as in HAProxy and in load balancers of AWS.
  String.raw`(?<!\d:)${STATUS}\s${METHOD}\s/`,
  String.raw`(?<!:)${STATUS}(?:\s[^\s"]{1,40}){0,12}\s"${METHOD}\s[^"\n]{1,1000}"(?!\s{1,4}\d)`,
].map((source) => new RegExp(source, 'g'));

/** All patterns. Their repetitions are bounded, so that each place of the text takes a bounded time. */
export const STATUS_PATTERNS = [...PATTERNS, ...CASE_SENSITIVE];

/** Returns the statuses in a text, without duplicates, in the order of the text. The time is linear in the text. */
export function statusesIn(text: string): string[] {
  const found = STATUS_PATTERNS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, groups = {} }) => {
      const { status = groups.glued ?? '', phrase } = groups;
      return { index, status, isStatus: phrase === undefined || isReason(phrase, status) };
    }),
  )
    .filter(({ isStatus }) => isStatus)
    .sort((one, other) => one.index - other.index);
  return [...new Set(found.map(({ status }) => status))];
}

/** Returns the status whose reason phrase a text is; undefined if the text is not a reason phrase. */
export function statusOfReason(text: string, statuses: readonly string[]): string | undefined {
  return statuses.find((status) => isReason(text, status));
}
