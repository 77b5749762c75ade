/** One answer: what it says, and what is off with it. */
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

/** What is wrong with an answer, as the contract tests find it. */
export interface ResponseFinding {
  level: string;
  expected: string;
  actual: string;
}

/** A value of an answer is shown so far, in characters. */
const MAX_VALUE = 200;

/**
 * What an answer says.
 *
 * @param error its `error`, as the server sent it
 * @param entry the catalogue's, where it has the code
 */
export function pastedResponse(
  error: JsonObject,
  status: number | undefined,
  entry: CatalogueEntry | undefined,
  findings: readonly ResponseFinding[],
): Block[] {
  const title = heading(1, `This answer: ${error.code}${status === undefined ? '' : `, status ${status}`}`);
  const message =
    typeof error.message === 'string' ? [paragraph(`"${truncate(error.message.trim(), MAX_VALUE)}"`)] : [];
  return [title, ...message, ...(entry ? [values(error, entry)] : []), ...verdict(findings)];
}

/** What the fields say, and what to do, in the values of the answer. */
function values(error: JsonObject, { fields, solution }: CatalogueEntry): Block {
  const numbers = Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value === 'number'));
  return list([
    ...fields.map(({ name, description }) => [
      code(name),
      ' is ',
      shownValue(error[name]),
      '. ',
      parseInline(sentence(description)),
    ]),
    [strong('What to do:'), ' ', parseInline(sentence(interpolate(solution, numbers)))],
  ]);
}

function verdict(findings: readonly ResponseFinding[]): Block[] {
  if (findings.length === 0) return [paragraph('It is as the contract has it.')];
  return [
    paragraph(strong('It is not as the contract has it:')),
    list(
      findings.map(
        ({ level, expected, actual }) => `${level}: ${expected}; actual: ${truncate(actual, MAX_VALUE)}`,
      ),
    ),
  ];
}

function shownValue(value: Json | undefined): Inline {
  return value === undefined ? 'missing' : code(truncate(JSON.stringify(value), MAX_VALUE));
}
