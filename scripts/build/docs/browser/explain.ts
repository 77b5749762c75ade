/** Explains a pasted text with the code of `explain`: as blocks, without a request. */
import type { CatalogueEntry } from '../../../../src/contract/catalogue.ts';
import { parseResponse, unexpectedResponse } from '../../../../src/reference/parse-response.ts';
import { pastedResponse, pastedValues } from '../../../../src/reference/pasted-response.ts';
import { recognize } from '../../../../src/reference/recognize.ts';
import { type Block, code, heading, link, list, paragraph, strong } from '../../../../src/text/blocks.ts';
import { closeMatches } from '../../../../src/text/suggest.ts';
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

/** The maximum number of suggestions, and the longest name that is compared with the codes, in characters. */
const MAX_SUGGESTIONS = 3;
const MAX_NAME = 64;

/** Returns the explanation of a text. Empty if the text is empty. */
export function explain(text: string, { errors, emptyStatuses }: Explained): Block[] {
  if (text.trim() === '') return [];
  const fields = errors.flatMap((entry) => entry.fields.map(({ name }) => name));
  const parsed = parseResponse(new TextEncoder().encode(text), { fields, emptyStatuses });
  if (parsed.type === 'success') return [paragraph('This response is a success: it contains no error.')];
  if (parsed.type === 'error') {
    const entry = errors.find((known) => known.code === parsed.code);
    const response = pastedResponse(parsed.error, parsed.status, entry);
    return [...response, ...(entry ? sectionOf(entry) : unknownCode(parsed.code, errors))];
  }
  const found = recognize(parsed.text, errors);
  const unexpected = unexpectedResponse(parsed, found);
  const warning = unexpected === undefined ? [] : [paragraph(strong(unexpected))];
  if (!found || found.entries.length === 0) {
    if (unexpected !== undefined) return warning;
    if (found?.by === 'status') return [paragraph('No code has the status ', code(found.status), '.')];
    return unknownCode(text.trim(), errors);
  }
  if (found.by === 'words' && found.entries.length > 1)
    return [...warning, paragraph('These codes match:'), list(found.entries.map(linkTo))];
  const sections = found.entries.map((entry) => [...pastedValues(parsed.text, entry), ...sectionOf(entry)]);
  return [...warning, ...sections.flat()];
}

function sectionOf(entry: ExplainedEntry): Block[] {
  return [
    heading(1, [linkTo(entry), ` (${entry.status})`]),
    ...entry.summary,
    paragraph(link('Response, programs that handle it, and requests to try', entry.docs)),
  ];
}

function unknownCode(name: string, errors: readonly ExplainedEntry[]): Block[] {
  const codes = errors.map((entry) => entry.code);
  const wanted = name.replace(/[-\s]+/g, '_').slice(0, MAX_NAME);
  const similar = closeMatches(wanted, codes).slice(0, MAX_SUGGESTIONS);
  const entries = similar.flatMap((match) => errors.filter((entry) => entry.code === match));
  return [
    paragraph('The text has no code, status or message of the API: ', code(truncate(name, MAX_NAME)), '.'),
    ...(entries.length > 0 ? [paragraph('Did you mean:'), list(entries.map(linkTo))] : []),
  ];
}

function linkTo(entry: ExplainedEntry) {
  return link(code(entry.code), entry.docs);
}
