/**
 * The rules of DECISIONS "Client 1: envelope", DECISIONS "Client 2: code" and DECISIONS "Client 4: retries" for one
 * response, implemented a second time to check the client. They come from the prose and the catalogue, not from the
 * code of the client.
 */
import { contract } from '../project.ts';

/** A response as the client receives it. */
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  /** Whether fetch followed a redirect. */
  redirected?: boolean;
}

/** The outcome of an attempt. */
export type Outcome =
  | { kind: 'success' }
  | { kind: 'api'; code: string; fields: Record<string, unknown>; message: string | undefined }
  | { kind: 'unknown_code'; code: string }
  | { kind: 'protocol' | 'network' | 'timeout' };

type JsonObject = Record<string, unknown>;

/** The field of `data` with the items, of the operation that the properties call. */
const items = contract.operations[0]?.success.itemsField ?? '';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rules 1 and 2: the envelope decides, then the code. */
export function outcomeOf({ status, body, redirected = false }: RawResponse): Outcome {
  const envelope = parse(body);
  if (!isObject(envelope) || typeof envelope.success !== 'boolean') return { kind: 'protocol' };
  const { success, data, error } = envelope;
  if (success) {
    const isOk = status >= 200 && status <= 299 && !redirected;
    return isOk && isObject(data) && !Object.hasOwn(envelope, 'error') && Array.isArray(data[items])
      ? { kind: 'success' }
      : { kind: 'protocol' };
  }
  if (Object.hasOwn(envelope, 'data') || !isObject(error)) return { kind: 'protocol' };
  const { code } = error;
  if (typeof code !== 'string' || code === '') return { kind: 'protocol' };
  const entry = contract.errors.find((candidate) => candidate.code === code);
  if (!entry) return { kind: 'unknown_code', code };
  const fields = entry.fields
    .filter(({ name, type, minimum = -Infinity, maximum = Infinity }) => {
      const value = error[name];
      if (type !== 'integer') return typeof value === type;
      return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
    })
    .map(({ name }) => [name, error[name]]);
  return { kind: 'api', code, fields: Object.fromEntries(fields), message: messageOf(error, entry.meaning) };
}

/**
 * Rule 3: the message unchanged, or the meaning of the code. Undefined if it is not obvious whether the message is
 * visible.
 */
function messageOf({ message }: JsonObject, meaning: string): string | undefined {
  if (typeof message !== 'string') return meaning;
  return /[!-~]/.test(message) ? message : undefined;
}

/** Rule 4: the retry policy. */
export function policyOf(outcome: Outcome, status: number): 'never' | 'wait' | 'backoff' {
  switch (outcome.kind) {
    case 'success':
      return 'never';
    case 'api':
      return contract.errors.find(({ code }) => code === outcome.code)?.retry ?? 'never';
    case 'network':
    case 'timeout':
      return 'backoff';
    default:
      // RFC 9110 15: an invalid status counts as a 5xx.
      return status === 429 || status >= 500 ? 'backoff' : 'never';
  }
}

/** The wait that a response requests. */
export interface RequestedWait {
  /** Milliseconds; 0 if the response requests no wait. */
  ms: number;
  /** Whether the form of the header is not in RFC 9110, so that a lenient client may accept or ignore it. */
  unsure: boolean;
}

/** Rule 4: the longer of the code's field and `Retry-After`. */
export function requestedWait({ headers, body }: RawResponse, outcome: Outcome, now: number): RequestedWait {
  let inBody = 0;
  if (outcome.kind === 'api') {
    const field = contract.errors
      .find(({ code }) => code === outcome.code)
      ?.fields.find(({ role }) => role === 'wait');
    const value = field && ((parse(body) as JsonObject).error as JsonObject)[field.name];
    if (typeof value === 'number' || typeof value === 'string') inBody = seconds(value);
  }
  const header = headers['retry-after']?.trim() ?? '';
  // Only numbers: a list with dates is tested by situations.
  if (/^[0-9., \t]+$/.test(header)) {
    return { ms: Math.max(inBody, ...header.split(',').map(seconds)), unsure: false };
  }
  const at = httpDate(header);
  const date = headers.date?.trim() ?? '';
  const from = date === '' ? now : httpDate(date);
  if (at === undefined || from === undefined) {
    // A text without a time of day is not a date in any form.
    return { ms: inBody, unsure: /\d:\d/.test(header) };
  }
  return { ms: Math.max(inBody, Math.ceil(at - from)), unsure: false };
}

/** Returns a number of seconds, possibly a fraction or a text, as whole seconds in milliseconds; 0 for any other value. */
function seconds(value: string | number): number {
  if (typeof value === 'string' && !/^[ \t]*[0-9]+([.][0-9]+)?[ \t]*$/.test(value)) return 0;
  return Math.max(0, Math.min(Math.ceil(Number(value)) * 1000, Number.MAX_SAFE_INTEGER));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Parses a date in one of the three forms of RFC 9110 5.6.7 to milliseconds since the epoch. */
function httpDate(text: string): number | undefined {
  const time = '(?<h>\\d\\d):(?<m>\\d\\d):(?<s>\\d\\d)';
  const forms = [
    `^\\w{3}, (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) ${time} GMT$`,
    `^\\w{6,9}, (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) ${time} GMT$`,
    `^\\w{3} (?<month>\\w{3}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`,
  ];
  for (const form of forms) {
    const { day, month = '', year, h, m, s } = new RegExp(form).exec(text)?.groups ?? {};
    if (!MONTHS.includes(month)) continue;
    // Two digits mean a year of this century, which is the century of the fake clock.
    const full = Number(year) < 100 ? 2000 + Number(year) : Number(year);
    return Date.UTC(full, MONTHS.indexOf(month), Number(day), Number(h), Number(m), Number(s));
  }
  return undefined;
}

/** Parses UTF-8, with or without a byte order mark. Returns undefined if it is not JSON. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
