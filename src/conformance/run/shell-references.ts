/** Writes the texts of a request as words of a shell, with references to variables instead of secrets. */
import { shellWord, type WordPart } from '../../text/shell.ts';
import type { Redactor } from './redact.ts';

/** A value that a variable of the shell has. */
interface Reference {
  value: string;
  expansion: string;
}

/** A shorter value is replaced only if it is the whole text: elsewhere, it could be there by chance. */
const MIN_INSIDE = 8;

/** Writes words for one command. */
export class ShellReferences {
  readonly #redactor: Redactor;
  /** The values of the variables, the longest first, because a value may be a part of another. */
  readonly #values: readonly Reference[];
  readonly #inHeaders: readonly Reference[];
  readonly #inUrls: readonly Reference[];
  /** Whether a word has a secret that no variable has. It is masked. */
  hasMasked = false;

  /** @param variables the values of the variables of the shell, by name */
  constructor(redactor: Redactor, variables: Readonly<Record<string, string>>) {
    this.#redactor = redactor;
    const named = Object.entries(variables).filter(([, value]) => value !== '');
    const sorted = (references: Reference[]) => references.sort((a, b) => b.value.length - a.value.length);
    this.#values = sorted(named.map(([name, value]) => ({ value, expansion: `$${name}` })));
    this.#inHeaders = sorted([...this.#values, ...named.flatMap(([name, value]) => nearMisses(name, value))]);
    this.#inUrls = sorted(this.#values.flatMap(inUrl));
  }

  /**
   * Writes a header field as one word.
   *
   * @param isSecret whether to mask the whole value
   */
  header(name: string, value: string, isSecret = false): string {
    if (isSecret) {
      this.hasMasked = true;
      return shellWord([{ text: `${name}: ***` }]);
    }
    // curl omits a header with an empty value, unless it is written with a semicolon.
    if (value === '') return shellWord([{ text: `${name};` }]);
    // Another secret may contain the value of a variable.
    const isOther =
      this.#redactor.header(value) === '***' && !this.#values.some((one) => one.value === value);
    const parts = isOther ? [{ text: value }] : partsOf(value, this.#inHeaders);
    return shellWord([{ text: `${name}: ` }, ...this.#masked(parts, (text) => this.#redactor.header(text))]);
  }

  body(text: string): string {
    const parts = partsOf(text, inText(this.#values, text));
    return shellWord(this.#masked(parts, (part) => this.#redactor.foreign(part)));
  }

  url(url: string): string {
    const parts = url.split(/([/?&=])/).flatMap((part) => partsOf(part, inText(this.#inUrls, part)));
    return shellWord(this.#masked(merged(parts), (text) => this.#redactor.url(text)));
  }

  #masked(parts: readonly WordPart[], mask: (text: string) => string): WordPart[] {
    return parts.map((part) => {
      if (!('text' in part)) return part;
      const text = mask(part.text);
      if (text !== part.text) this.hasMasked = true;
      return { text };
    });
  }
}

/**
 * Returns the near misses of a token that a run sends: without its first or last character, with a space in the middle,
 * and in upper case.
 */
function nearMisses(name: string, value: string): Reference[] {
  const half = Math.trunc(value.length / 2);
  const cut = (characters: string) => `$(printf %s "$${name}" | cut -c ${characters})`;
  return [
    { value: value.slice(0, -1), expansion: `\${${name}%?}` },
    { value: value.slice(1), expansion: `\${${name}#?}` },
    {
      value: `${value.slice(0, half)} ${value.slice(half)}`,
      expansion: `${cut(`-${half}`)} ${cut(`${half + 1}-`)}`,
    },
    { value: value.toUpperCase(), expansion: `$(printf %s "$${name}" | tr a-z A-Z)` },
  ].filter((one) => one.value.length >= MIN_INSIDE && one.value !== value);
}

/** Returns the references whose value is in a text, but not by chance. */
function inText(references: readonly Reference[], text: string): Reference[] {
  return references.filter(({ value }) => value === text || value.length >= MIN_INSIDE);
}

/** The encodings of a value in a URL, as expressions of JavaScript. */
const ENCODINGS: readonly [script: string, encode: (value: string) => string][] = [
  // In a path (URL Standard, 4.4).
  [
    'new URL("http://a/" + process.argv[1]).pathname.slice(1)',
    (value) => new URL(`http://a/${value}`).pathname.slice(1),
  ],
  // In a query (URL Standard, 5.2).
  [
    'new URLSearchParams({"": process.argv[1]}).toString().slice(1)',
    (value) => new URLSearchParams({ '': value }).toString().slice(1),
  ],
];

/** Returns the references to the forms that a value has in URLs. */
function inUrl({ value, expansion }: Reference): Reference[] {
  return ENCODINGS.map(([script, encode]) => {
    const encoded = encode(value);
    return encoded === value
      ? { value, expansion }
      : { value: encoded, expansion: `$(node -p '${script}' "${expansion}")` };
  }).filter((one) => one.value !== '');
}

/** Replaces the references in a text, the first of them first. */
function partsOf(text: string, references: readonly Reference[]): WordPart[] {
  const [first, ...others] = references;
  if (!first) return text === '' ? [] : [{ text }];
  return text
    .split(first.value)
    .flatMap((piece, at) => [...(at > 0 ? [{ expansion: first.expansion }] : []), ...partsOf(piece, others)]);
}

/** Joins texts that follow each other. */
function merged(parts: readonly WordPart[]): WordPart[] {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && 'text' in last && 'text' in part) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
