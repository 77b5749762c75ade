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
 */
export function pastedResponse(
  error: JsonObject,
  status: number | undefined,
  entry: CatalogueEntry | undefined,
  findings: readonly ResponseFinding[],
): Block[] {
  const title = heading(1, `This response: ${error.code}${status === undefined ? '' : `, status ${status}`}`);
  const message =
    typeof error.message === 'string' ? [paragraph(`"${truncate(error.message.trim(), MAX_VALUE)}"`)] : [];
  return [title, ...message, ...(entry ? [values(error, entry)] : []), ...verdict(findings)];
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
