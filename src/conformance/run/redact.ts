/** Masks the secrets of a run in its reports. The time is linear in the text; no pattern is built from a secret. */
import { formsOf, maskForms, maskSecrets, occurrencesOf, type Range } from '../../text/mask-secrets.ts';

/** In text from outside, a shorter secret is not masked: it would match common words (DECISIONS "Client 3: message"). */
const MIN_SECRET = 8;

/** Masks secrets in the texts of a report. */
export class Redactor {
  /** They can be in any part of a request. */
  readonly #secrets = new Set<string>();
  /** Whole values of headers of a request. */
  readonly #headerValues: readonly string[];
  /** The forms to search for in text from outside. */
  readonly #forms = new Set<string>();

  /**
   * @param secrets texts that no report may show; empty ones are ignored
   * @param headerValues secret header values
   */
  constructor(secrets: Iterable<string>, headerValues: readonly string[] = []) {
    for (const secret of secrets) this.add(secret);
    this.#headerValues = headerValues.filter((value) => value !== '');
    for (const value of this.#headerValues) this.#addForms(value);
  }

  /** Adds a secret that the run has only now, for example from a response. */
  add(secret: string): void {
    if (secret === '') return;
    this.#secrets.add(secret);
    this.#addForms(secret);
  }

  #addForms(secret: string): void {
    if (secret.length < MIN_SECRET) return;
    const hex = Buffer.from(secret).toString('hex');
    // In a form, a space is a plus sign.
    for (const text of [secret, secret.replaceAll(' ', '+'), hex, ...base64Of(secret)])
      for (const form of formsOf(text)) this.#forms.add(form);
  }

  /**
   * Masks the secrets in a text from outside: in any case, percent-encoded, JSON- or HTML-escaped, at any depth, in
   * hexadecimal and in Base64. If the text is cut at a `…`, the beginning of a secret before it is masked too.
   */
  foreign(text: string): string {
    return maskForms(text, [...this.#forms], text.includes('…') ? occurrencesAndBeginningsOf : occurrencesOf);
  }

  /** Masks the secrets of any length in the value of a request header. */
  header(value: string): string {
    return this.#headerValues.includes(value) ? '***' : maskSecrets(value, [...this.#secrets]);
  }

  /** Masks the secrets in a URL; a short one only if it is a whole part, for example the value of a parameter. */
  url(url: string): string {
    return this.foreign(url)
      .split(/([/?&=])/)
      .map((part) => (this.#secrets.has(decoded(part)) ? '***' : part))
      .join('');
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

/**
 * Returns the Base64 and Base64url texts of a secret inside a longer text, for each place in a group of three bytes:
 * without the characters that also depend on the bytes around it.
 */
function base64Of(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(' '.repeat(before) + secret);
    const part = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return [bytes.toString('base64').slice(...part), bytes.toString('base64url').slice(...part)];
  });
}

/** The most characters of a cut escape that are examined. */
const MAX_ESCAPE = 16;

/** An escape that is cut at the end of a text. */
const CUT_ESCAPE = /(?:%u?[\da-f]{0,3}|\\{1,8}[ux]?\{?[\da-f]{0,4}|&#?[\da-z]{0,7})$/;

function occurrencesAndBeginningsOf(text: string, form: string): Range[] {
  const ranges = occurrencesOf(text, form);
  const lengths = beginningLengths(text, form.slice(0, text.length));
  for (let cut = text.indexOf('…'); cut >= 0; cut = text.indexOf('…', cut + 1)) {
    const rest = CUT_ESCAPE.exec(text.slice(Math.max(0, cut - MAX_ESCAPE), cut))?.[0] ?? '';
    for (const end of [cut, cut - rest.length]) {
      const length = lengths[end] ?? 0;
      if (length >= MIN_SECRET) ranges.push([end - length, cut]);
    }
  }
  return ranges;
}

/**
 * Returns for each index of a text how many characters before it are the beginning of a form, at most (the algorithm of
 * Knuth, Morris and Pratt).
 */
function beginningLengths(text: string, form: string): Uint32Array {
  const shorter = new Uint32Array(form.length + 1);
  const lengths = new Uint32Array(text.length + 1);
  const extend = (length: number, character: string | undefined) => {
    let longest = length;
    while (longest > 0 && form[longest] !== character) longest = shorter[longest] ?? 0;
    return form[longest] === character ? longest + 1 : 0;
  };
  for (let at = 1; at < form.length; at++) shorter[at + 1] = extend(shorter[at] ?? 0, form[at]);
  for (let at = 0; at < text.length; at++) lengths[at + 1] = extend(lengths[at] ?? 0, text[at]);
  return lengths;
}
