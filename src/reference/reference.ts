/** The reference of the codes in Markdown, rendered once: for the repository's pages, the docs and the terminal. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';
import type { Contract } from '../contract/model.ts';
import { blocks, bullets, code, fence, heading, inline, listed, literal, table } from '../text/markdown.ts';
import { clientInWords, handlingSnippet } from './handling.ts';
import {
  headerInWords,
  rangeInWords,
  relationSentence,
  retryInShort,
  retryInWords,
  sentence,
} from './phrases.ts';
import { curlLine, SANDBOX } from './sandbox-request.ts';

/** How a code's section fits into what it stands in. */
export interface SectionOptions {
  /** The level of each code's heading, 1 to 6. */
  level: number;
  /** Where the section of a code is: the target of the links to it. */
  href: (entry: CatalogueEntry) => string;
  /** The contract that the catalogue was made from; without it, there are no requests to try and no snippets. */
  contract?: Contract | undefined;
  /** A last line of each section, in Markdown. */
  footer?: ((entry: CatalogueEntry) => string) | undefined;
}

/** The retry rules in short: which codes are worth another request, and when. */
export function renderRetryRules({ errors }: Catalogue): string {
  const rules = [...new Set(errors.map(retryInWords))];
  const codesOf = (rule: string) => errors.filter((entry) => retryInWords(entry) === rule);
  return bullets(rules.map((rule) => `${listed(codesOf(rule).map((entry) => code(entry.code)))}: ${rule}`));
}

/** The table of these codes, each with a link to its section. */
export function renderTable(
  entries: readonly CatalogueEntry[],
  { href }: Pick<SectionOptions, 'href'>,
): string {
  return table(
    ['Code', 'Status', 'Category', 'Meaning', 'What to do', 'Retry'],
    entries.map((entry) => [
      link(entry, href),
      String(entry.status),
      entry.category,
      entry.meaning,
      entry.solution,
      retryInShort(entry),
    ]),
  );
}

/**
 * The section of one code: all that a reader with the code in hand needs.
 *
 * @param catalogue the one that it is of, for its neighbours
 */
export function renderCode(entry: CatalogueEntry, catalogue: Catalogue, options: SectionOptions): string {
  return blocks(
    // The heading is the code and nothing else: deep links are made of it.
    heading(options.level, entry.code),
    `**${sentence(entry.meaning)}** ${inline(entry.occurs)}`,
    bullets([
      `**What to do:** ${sentence(entry.solution)}`,
      `**Retry:** ${retryInWords(entry)} ${clientInWords(entry)}`,
      `**Message:** "${literal(messageOf(entry))}" (its wording may change)`,
      `**Status:** ${statusInWords(entry, catalogue, options)}`,
      `**Category:** ${entry.category}`,
      `**Operations:** ${listed(operationsInWords(entry, options.contract))}`,
      `**History:** there since version ${entry.since} of the contract.`,
    ]),
    renderFields(entry),
    entry.headers.length > 0 && blocks('**Headers**', bullets(entry.headers.map(headerInWords))),
    '**Example**',
    fence('json', JSON.stringify(entry.example, null, 2)),
    options.contract && renderTrial(entry, options.contract),
    options.footer?.(entry),
  );
}

function link(entry: CatalogueEntry, href: SectionOptions['href']): string {
  return `[${code(entry.code)}](${href(entry)})`;
}

function messageOf({ example: { error } }: CatalogueEntry): string {
  return isObject(error) ? String(error.message) : '';
}

/** The status, and which other codes have it: by the status alone they cannot be told apart. */
function statusInWords(entry: CatalogueEntry, { errors }: Catalogue, { href }: SectionOptions): string {
  const others = errors.filter(({ status, code: name }) => status === entry.status && name !== entry.code);
  if (others.length === 0) return String(entry.status);
  return `${entry.status}, shared with ${listed(others.map((other) => link(other, href)))}`;
}

/** The operations that can answer it, as a client calls them and as they stand on the wire. */
function operationsInWords({ operations }: CatalogueEntry, contract: Contract | undefined): string[] {
  return operations.map((id) => {
    const operation = contract?.operations.find((each) => each.id === id);
    return operation ? `${code(id)} (${code(`${operation.method} ${operation.path}`)})` : code(id);
  });
}

function renderFields(entry: CatalogueEntry): string | false {
  if (entry.fields.length === 0) return false;
  return blocks(
    '**Fields of `error`**, all of them always there, beside `code` and `message`:',
    table(
      ['Field', 'Type', 'Range', 'Example', 'Description'],
      entry.fields.map((field) => [
        code(field.name),
        field.type,
        rangeInWords(field),
        field.example === undefined ? '' : code(JSON.stringify(field.example)),
        field.description,
      ]),
    ),
    bullets(entry.relations.map(relationSentence)),
  );
}

/** How to see the error with one's own eyes, and how a program handles it. */
function renderTrial(entry: CatalogueEntry, contract: Contract): string | false {
  const operation = contract.operations.find(({ codes }) => codes.includes(entry.code));
  if (operation === undefined) return false;
  return blocks(
    `**Try it** at the sandbox, which ${code(SANDBOX.command)} starts, with the test token ${code(entry.testToken)}:`,
    fence('sh', curlLine(contract, operation.id, entry.testToken)),
    '**Handle it** in TypeScript:',
    fence('ts', handlingSnippet(entry, operation, contract)),
  );
}
