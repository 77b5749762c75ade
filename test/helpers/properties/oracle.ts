/**
 * The rules of DECISIONS "Client 1: envelope", DECISIONS "Client 2: code" and DECISIONS "Client 4: retries" for one
 * response, written a second time and compared with the client. They come from the prose and the catalogue, not from
 * the code of the client.
 */
import { contract } from '../project.ts';

/** An answer as the client gets it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  /** A fetch followed a redirect on the way to it. */
  redirected?: boolean;
}

/** What an attempt comes to. */
export type Outcome =
  | { kind: 'success' }
  | { kind: 'api'; code: string; fields: Record<string, unknown>; message: string | undefined }
  | { kind: 'unknown_code'; code: string }
  | { kind: 'protocol' | 'network' | 'timeout' };

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rule 1 and 2: the envelope decides, then the code. */
export function outcomeOf({ status, body, redirected = false }: Answer): Outcome {
  const envelope = parse(body);
  if (!isObject(envelope) || typeof envelope.success !== 'boolean') return { kind: 'protocol' };
  const { success, data, error } = envelope;
  if (success) {
    const isOk = status >= 200 && status <= 299 && !redirected;
    return isOk && isObject(data) && !Object.hasOwn(envelope, 'error')
      ? { kind: 'success' }
      : { kind: 'protocol' };
  }
  if (Object.hasOwn(envelope, 'data') || !isObject(error)) return { kind: 'protocol' };
  const { code } = error;
  if (typeof code !== 'string' || code === '') return { kind: 'protocol' };
  const entry = contract.errors.find((its) => its.code === code);
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

/** Rule 3: as it came, or the code's meaning; nothing where it takes more than a glance to see whether it is visible. */
function messageOf({ message }: JsonObject, meaning: string): string | undefined {
  if (typeof message !== 'string') return meaning;
  return /[!-~]/.test(message) ? message : undefined;
}

/** Rule 4: whether it is worth another try, and on whose word. */
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
      // RFC 9110 15: a status that is none counts as a 5xx.
      return status === 429 || status >= 500 ? 'backoff' : 'never';
  }
}

/** A wait that an answer asks for. */
export interface Asked {
  /** Milliseconds; 0 where it asks for none. */
  ms: number;
  /** The header is in a form that RFC 9110 does not have; a lenient client may read it all the same. */
  unsure: boolean;
}

/** Rule 4: the longer of the code's own field and `Retry-After`. */
export function askedBy({ headers, body }: Answer, outcome: Outcome, now: number): Asked {
  let inBody = 0;
  if (outcome.kind === 'api') {
    const field = contract.errors
      .find(({ code }) => code === outcome.code)
      ?.fields.find(({ role }) => role === 'wait');
    const value = field && ((parse(body) as JsonObject).error as JsonObject)[field.name];
    if (typeof value === 'number' && value > 0) inBody = value * 1000;
  }
  const header = headers['retry-after']?.trim() ?? '';
  if (/^[0-9]+$/.test(header)) return { ms: Math.max(inBody, Number(header) * 1000), unsure: false };
  const at = httpDate(header);
  const date = headers.date?.trim() ?? '';
  const from = date === '' ? now : httpDate(date);
  if (at === undefined || from === undefined) {
    // Without a time of day in it, it is no date in any form.
    return { ms: inBody, unsure: /\d:\d/.test(header) };
  }
  return { ms: Math.max(inBody, at - from), unsure: false };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Milliseconds since the epoch of a date in one of the three forms of RFC 9110 5.6.7. */
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
    // Two digits are of this century here: the tests' clocks stand in it.
    const full = Number(year) < 100 ? 2000 + Number(year) : Number(year);
    return Date.UTC(full, MONTHS.indexOf(month), Number(day), Number(h), Number(m), Number(s));
  }
  return undefined;
}

/** UTF-8, behind a byte order mark or not; nothing where it is no JSON. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
