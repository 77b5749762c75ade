/** Texts on both sides of the constraints of strings. The schema decides which of them are valid. */
import type { Json, JsonObject } from '../../contract/document.ts';

/** Texts that are not of a format, but resemble it, by the name of the format. */
const OTHER_FORMATS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  date: {
    'impossible-date': '2026-13-45',
    'impossible-day': '2026-02-30',
    'short-date': '2026-1-2',
    'basic-date': '20260102',
    'date-with-slashes': '02/01/2026',
    'date-with-time': '2026-01-02T00:00:00Z',
  },
  'date-time': {
    'date-only': '2026-01-02',
    'without-zone': '2026-01-02T08:30:00',
    'impossible-time': '2026-01-02T25:61:00Z',
    'impossible-date': '2026-13-45T08:30:00Z',
    'unix-time': '1767342600',
  },
  email: { 'without-at': 'someone.example.com', 'without-domain': 'someone@' },
  uri: { relative: 'page.html', 'with-space': 'https://example.com/a page' },
  uuid: { short: '3f2504e0', 'not-hexadecimal': 'zf2504e0-4f89-41d3-9a0c-0305e82c3301' },
  ipv4: { 'above-255': '256.1.1.1', short: '1.1.1' },
  ipv6: { 'two-gaps': '1::2::3' },
  byte: { 'not-base64': 'a?==' },
  regex: { 'open-group': '(' },
  'uri-template': { 'open-brace': '{name' },
};

/** A valid text of each format. */
const SAMPLES: Readonly<Record<string, string>> = {
  date: '2026-01-02',
  'date-time': '2026-01-02T08:30:00Z',
  time: '08:30:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/example',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  hostname: 'example.com',
};

/** Returns texts that resemble a format. */
export function otherFormats(format: Json | undefined): Readonly<Record<string, string>> {
  return typeof format === 'string' && Object.hasOwn(OTHER_FORMATS, format)
    ? (OTHER_FORMATS[format] ?? {})
    : {};
}

/** Returns texts that contain a matching text. They find a pattern without an anchor. */
export function otherPatterns({ pattern }: JsonObject, text: string): Readonly<Record<string, string>> {
  return pattern === undefined
    ? {}
    : {
        'pattern-before': `!${text}`,
        'pattern-behind': `${text}!`,
        'pattern-newline': `${text}\n`,
        'pattern-upper': text.toUpperCase(),
        'pattern-lower': text.toLowerCase(),
      };
}

/** Returns a text of a format, or of the smallest length. */
export function sampleText({ format, minLength, maxLength }: JsonObject): string {
  const sample = typeof format === 'string' && Object.hasOwn(SAMPLES, format) ? SAMPLES[format] : undefined;
  if (sample !== undefined) return sample;
  const least = typeof minLength === 'number' ? minLength : 0;
  const most = typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY;
  return textOfLength('text', Math.min(Math.max(least, 4), most));
}

/** Returns a text of this length, in characters, that begins like the example, so that it may match the same pattern. */
export function textOfLength(example: string, length: number): string {
  const characters = [...example];
  const last = characters.at(-1) ?? 'a';
  return characters.slice(0, length).join('') + last.repeat(Math.max(0, length - characters.length));
}
