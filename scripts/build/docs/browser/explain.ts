/** Explains a pasted text with the code of `explain`: as blocks, without a request. */
import type { CatalogueEntry } from '../../../../src/contract/catalogue.ts';
import { explanationOf } from '../../../../src/reference/explanation.ts';
import { parseResponse } from '../../../../src/reference/parse-response.ts';
import { pastedResponse, pastedValues } from '../../../../src/reference/pasted-response.ts';
import { MAX_TEXT } from '../../../../src/reference/recognize.ts';
import { type Block, code, heading, link, list, paragraph, strong } from '../../../../src/text/blocks.ts';
import { truncate } from '../../../../src/text/truncate.ts';

/** A code with the blocks that explain it. */
export interface ExplainedEntry extends CatalogueEntry {
  summary: Block[];
}

/** The facts about the API that the box uses. */
export interface Explained {
  errors: readonly ExplainedEntry[];
  /** The statuses of the successes without a body. */
  emptyStatuses: readonly number[];
}

/** The longest text in a message, in characters. */
const MAX_SHOWN = 64;

/** Returns the explanation of a text. Empty if the text is empty. */
export function explain(text: string, { errors, emptyStatuses }: Explained): Block[] {
  if (text.trim() === '') return [];
  if (text.length > MAX_TEXT) {
    return [
      paragraph(
        `The text has more than ${MAX_TEXT} characters. Paste only the response, or the lines of the log with the error.`,
      ),
    ];
  }
  const fields = errors.flatMap((entry) => entry.fields.map(({ name }) => name));
  const parsed = parseResponse(new TextEncoder().encode(text), { fields, emptyStatuses });
  const explanation = explanationOf(parsed, errors);
  if (explanation.type === 'success') return [paragraph('This response is a success: it contains no error.')];
  if (explanation.type === 'response') {
    const { response, entry, similar } = explanation;
    return [
      ...pastedResponse(response.error, response.status, entry),
      ...(entry ? sectionOf(entry) : unknownCode(response.code, similar, errors)),
    ];
  }
  const { entries, fault, isList, similar } = explanation;
  const warning = fault === undefined ? [] : [paragraph(strong(fault))];
  if (isList) return [...warning, paragraph('These codes match:'), list(entries.map(linkTo))];
  if (entries.length === 0) return fault === undefined ? unknownCode(text.trim(), similar, errors) : warning;
  const sections = entries.map((entry) => [...pastedValues(explanation.text, entry), ...sectionOf(entry)]);
  return [...warning, ...sections.flat()];
}

function sectionOf(entry: ExplainedEntry): Block[] {
  return [
    heading(1, [linkTo(entry), ` (${entry.status})`]),
    ...entry.summary,
    paragraph(link('Response, programs that handle it, and requests to try', entry.docs)),
  ];
}

function unknownCode(name: string, similar: readonly string[], errors: readonly ExplainedEntry[]): Block[] {
  const entries = similar.flatMap((name) => errors.filter(({ code }) => code === name));
  return [
    paragraph('The text has no code, status or message of the API: ', code(truncate(name, MAX_SHOWN)), '.'),
    ...(entries.length > 0 ? [paragraph('Did you mean:'), list(entries.map(linkTo))] : []),
  ];
}

function linkTo(entry: ExplainedEntry) {
  return link(code(entry.code), entry.docs);
}
