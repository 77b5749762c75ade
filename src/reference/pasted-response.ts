/** One answer in Markdown: what it says, and what is off with it. */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Json, JsonObject } from '../contract/document.ts';
import { interpolate } from '../text/interpolate.ts';
import { blocks, bullets, code, heading, literal } from '../text/markdown.ts';
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
 * @param error its `error`, whose texts have no control characters left
 * @param entry the catalogue's, where it has the code
 */
export function renderPastedResponse(
  error: JsonObject,
  status: number | undefined,
  entry: CatalogueEntry | undefined,
  findings: readonly ResponseFinding[],
): string {
  const numbers = Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value === 'number'));
  return blocks(
    heading(1, `This answer: ${error.code}${status === undefined ? '' : `, status ${status}`}`),
    typeof error.message === 'string' && `"${literal(cut(error.message))}"`,
    bullets([
      ...(entry?.fields ?? []).map(
        ({ name, description }) => `${code(name)} is ${shownValue(error[name])}. ${sentence(description)}`,
      ),
      ...(entry ? [`**What to do:** ${sentence(interpolate(entry.solution, numbers))}`] : []),
    ]),
    findings.length === 0
      ? 'It is as the contract has it.'
      : blocks(
          '**It is not as the contract has it:**',
          bullets(
            findings.map(
              ({ level, expected, actual }) =>
                `${level}: ${literal(expected)}; actual: ${literal(cut(actual))}`,
            ),
          ),
        ),
  );
}

function shownValue(value: Json | undefined): string {
  return value === undefined ? 'missing' : code(cut(JSON.stringify(value)));
}

function cut(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}
