/** Renders a pasted error response: its code, its values, and its findings. */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Json, JsonObject } from '../contract/document.ts';
import {
  type Block,
  code,
  heading,
  type Inline,
  list,
  paragraph,
  parseInline,
  strong,
} from '../text/blocks.ts';
import { interpolate } from '../text/interpolate.ts';
import { truncate } from '../text/truncate.ts';
import { plainText } from './pasted-text.ts';
import { sentence } from './phrases.ts';

/** A finding of the contract tests. */
export interface ResponseFinding {
  level: string;
  expected: string;
  actual: string;
}

/** The maximum length of a value in the output, in characters. */
const MAX_VALUE = 200;

/**
 * Renders an error response.
 *
 * @param error the `error` object of the response
 * @param entry the catalogue entry of the code; undefined if the code is unknown
 * @param findings undefined if the response was not checked
 */
export function pastedResponse(
  error: JsonObject,
  status: number | undefined,
  entry: CatalogueEntry | undefined,
  findings?: readonly ResponseFinding[],
): Block[] {
  const title = heading(1, `This response: ${error.code}${status === undefined ? '' : `, status ${status}`}`);
  const message =
    typeof error.message === 'string' ? [paragraph(`"${truncate(error.message.trim(), MAX_VALUE)}"`)] : [];
  return [
    title,
    ...message,
    ...(entry ? [values(error, entry)] : []),
    ...(findings ? verdict(findings) : []),
  ];
}

/**
 * Renders the values of a code's fields in a text that is not a response, such as a line of a log.
 *
 * @returns no blocks if the text has no value
 */
export function pastedValues(text: string, entry: CatalogueEntry): Block[] {
  const plain = plainText(text);
  const found = entry.fields.flatMap((field) => {
    const value = valueIn(plain, field.name);
    return value === undefined ? [] : [{ field, value }];
  });
  if (found.length === 0) return [];
  const error = Object.fromEntries(found.map(({ field, value }) => [field.name, value]));
  const fields = found.map(({ field }) => field);
  return [heading(1, `This text: ${entry.code}`), values(error, { ...entry, fields })];
}

/** The text between a name and its number in common notations: `"a":1`, `a=1`, `:a=>1`, `["a"]=> int(1)`, `a: Some(1)`. */
const VALUE =
  /^["'\]]{0,2}\s{0,4}(?:[:=]>?|>)\s{0,4}["']?(?:[a-z]{1,10}\()?(-?\d{1,15}(?:\.\d{1,6})?)(?!\w|\.\d)/;

/** Returns the number after the name of a field, also in camel case. */
function valueIn(text: string, name: string): number | undefined {
  const [searched = '', wanted = ''] = [text, name].map((each) => each.toLowerCase().replaceAll('_', ''));
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    const value = VALUE.exec(searched.slice(end, end + 40));
    if (value && !/\w/.test(searched.charAt(at - 1))) return Number(value[1]);
  }
  return undefined;
}

/** Lists the fields with their values in the response, and the solution with these values. */
function values(error: JsonObject, { fields, solution }: CatalogueEntry): Block {
  const numbers = Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value === 'number'));
  return list([
    ...fields.map(({ name, description }) => [
      code(name),
      ' is ',
      valueInWords(error[name]),
      '. ',
      parseInline(sentence(description)),
    ]),
    [strong('What to do:'), ' ', parseInline(sentence(interpolate(solution, numbers)))],
  ]);
}

function verdict(findings: readonly ResponseFinding[]): Block[] {
  if (findings.length === 0) return [paragraph('This response conforms to the contract.')];
  return [
    paragraph(strong('This response does not conform to the contract:')),
    list(
      findings.map(
        ({ level, expected, actual }) => `${level}: ${expected}; actual: ${truncate(actual, MAX_VALUE)}`,
      ),
    ),
  ];
}

function valueInWords(value: Json | undefined): Inline {
  return value === undefined ? 'missing' : code(truncate(JSON.stringify(value), MAX_VALUE));
}
