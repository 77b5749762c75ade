/** The section of one code as blocks: what to do, causes, response, fields, handling, and requests to try. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { curlCommand, exampleRequest } from '../contract/example-request.ts';
import type { Contract } from '../contract/model.ts';
import {
  type Block,
  code,
  codeBlock,
  heading,
  type Inline,
  link,
  list,
  paragraph,
  parseInline,
  strong,
  type Tab,
  table,
  tabs,
} from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import { causesOf, operationOf } from './causes.ts';
import { type CodeChange, historyOf, statusBlocks } from './code-history.ts';
import { exampleResponse } from './example-response.ts';
import { clientInWords, handlingTabs } from './handling/handling.ts';
import {
  headerInWords,
  messageOf,
  rangeInWords,
  relationSentence,
  retryInWords,
  sentence,
} from './phrases.ts';
import { SANDBOX } from './sandbox-request.ts';

/** Options of the section of a code. */
export interface SectionOptions {
  /** The level of the section's heading, 1 to 6. Below level 1, the parts have no headings of their own. */
  level: number;
  /** Returns the target of a link to the section of a code. */
  href: (entry: CatalogueEntry) => string;
  /** Returns the target of a link to an operation; if it is missing, operations are not links. */
  operationHref?: (id: string) => string;
  /** The number of languages in which a program handles the code. @default all of them */
  languages?: number;
  /** The changes of the code that a comparison of versions found. The catalogue has the changes that the spec describes. */
  compared?: readonly CodeChange[];
  /** Returns the target of a link to the changes of a version; if it is missing, versions are not links. */
  versionHref?: (version: string) => string;
  /** The contract that the catalogue is derived from. */
  contract: Contract;
  /** The last line of a section. */
  footer?: Inline | undefined;
}

/**
 * Returns the section of one code.
 *
 * @param catalogue the catalogue that contains the entry; for links to related codes
 */
export function codeSection(entry: CatalogueEntry, catalogue: Catalogue, options: SectionOptions): Block[] {
  const { level, footer } = options;
  return [
    // The heading is only the code, because deep links are derived from it.
    heading(level, entry.code),
    ...statusBlocks(entry, catalogue, options.href),
    paragraph(strong(parseInline(sentence(entry.meaning))), ' ', parseInline(entry.occurs)),
    list([
      [strong('Status:'), ` ${entry.status}`],
      [strong('Category:'), ` ${entry.category}`],
    ]),
    ...codeParts(entry, catalogue, options),
    ...(footer === undefined ? [] : [paragraph(footer)]),
  ];
}

/** Returns the parts of a section after its title and summary. */
export function codeParts(entry: CatalogueEntry, catalogue: Catalogue, options: SectionOptions): Block[] {
  const { contract, level } = options;
  const title = (text: string): Block => (level === 1 ? heading(2, text) : paragraph(strong(text)));
  const parts: [string, Block[]][] = [
    ['Fix', fixBlocks(entry, contract)],
    ['Common causes', [list(causesOf(entry, contract).map(({ text }) => text))]],
    ['Response', responseBlocks(entry, contract)],
    ['Additional fields', fieldBlocks(entry)],
    ['Handle it', tabBlocks(handlingTabs(entry, contract).slice(0, options.languages))],
    ['Try it', tabBlocks(trialTabs(entry, contract))],
    ['Related', [relatedBlock(entry, catalogue, options)]],
  ];
  return parts.flatMap(([name, blocks]) => (blocks.length > 0 ? [title(name), ...blocks] : []));
}

/** Returns what to do about a code, and its causes, without headings. */
export function codeSummary(
  entry: CatalogueEntry,
  catalogue: Catalogue,
  { contract, href }: Pick<SectionOptions, 'contract' | 'href'>,
): Block[] {
  return [
    ...statusBlocks(entry, catalogue, href),
    paragraph(strong(parseInline(sentence(entry.meaning))), ' ', parseInline(entry.occurs)),
    paragraph(strong('Fix:'), ' ', parseInline(sentence(entry.solution))),
    paragraph(strong('Retry:'), ' ', retryInWords(entry)),
    paragraph(strong('Common causes:')),
    list(causesOf(entry, contract).map(({ text }) => text)),
  ];
}

function tabBlocks(all: readonly Tab[]): Block[] {
  return all.length > 0 ? [tabs(...all)] : [];
}

function fixBlocks(entry: CatalogueEntry, contract: Contract): Block[] {
  return [
    paragraph(parseInline(sentence(entry.solution))),
    paragraph(strong('Retry:'), ' ', retryInWords(entry), ' ', clientInWords(entry, contract)),
  ];
}

function responseBlocks(entry: CatalogueEntry, contract: Contract): Block[] {
  return [
    codeBlock('http', exampleResponse(entry, contract)),
    list([
      ['The text of ', code('message'), ` ("${messageOf(entry)}") may change. Branch on `, code('code'), '.'],
      ...entry.headers.map(headerInWords),
    ]),
  ];
}

function fieldBlocks({ fields, relations }: CatalogueEntry): Block[] {
  if (fields.length === 0) return [];
  const rows = fields.map((field) => [
    code(field.name),
    field.type,
    rangeInWords(field),
    field.example === undefined ? '' : code(JSON.stringify(field.example)),
    [field.deprecated === true ? 'Deprecated. ' : '', parseInline(field.description)],
  ]);
  return [
    paragraph('These fields of ', code('error'), ' are always present:'),
    table(['Field', 'Type', 'Range', 'Example', 'Description'], rows),
    ...(relations.length > 0 ? [list(relations.map(relationSentence))] : []),
  ];
}

/** Returns a tab with a request that has a cause of the error, and a tab with the test token of the error. */
function trialTabs(entry: CatalogueEntry, contract: Contract): Tab[] {
  const operation = operationOf(entry, contract);
  if (operation === undefined) return [];
  const base = SANDBOX.origin + contract.basePath;
  const cause = causesOf(entry, contract).find(({ request }) => request !== undefined);
  const forced = exampleRequest(operation, entry.testToken);
  const start = ['Start the sandbox with ', code(SANDBOX.command), '.'];
  return [
    ...(cause?.request
      ? [
          {
            label: 'Cause it',
            blocks: [
              paragraph(cause.text, ' ', start),
              codeBlock('sh', curlCommand(cause.request, base), cause.request),
            ],
          },
        ]
      : []),
    {
      label: 'Force it',
      blocks: [
        paragraph('The test token ', code(entry.testToken), ' always returns this error. ', start),
        codeBlock('sh', curlCommand(forced, base), forced),
      ],
    },
  ];
}

/** The most operations that are listed if all operations return a code. */
const MAX_LISTED = 6;

function relatedBlock(entry: CatalogueEntry, { errors }: Catalogue, options: SectionOptions): Block {
  const { contract, href, operationHref, versionHref, compared } = options;
  const others = errors.filter(({ code: name }) => name !== entry.code);
  const codes = (found: readonly CatalogueEntry[]) =>
    listed(found.map((other) => link(code(other.code), href(other))));
  const sameStatus = others.filter(({ status }) => status === entry.status);
  const sameCategory = others.filter(
    (other) => other.category === entry.category && !sameStatus.includes(other),
  );
  const returning = contract.operations.filter(({ codes: all }) => all.includes(entry.code));
  const isEach = returning.length > MAX_LISTED && returning.length === contract.operations.length;
  const operations: Inline[] = isEach
    ? [`all ${returning.length} operations of the API`]
    : returning.map(({ id, method, path }) => [
        operationHref ? link(code(id), operationHref(id)) : code(id),
        ' (',
        code(`${method} ${path}`),
        ')',
      ]);
  return list([
    ...(operations.length > 0 ? [[strong('Operations:'), ' ', listed(operations)]] : []),
    ...(sameStatus.length > 0
      ? [[strong('Same status:'), ' ', codes(sameStatus), '. The status does not distinguish these codes.']]
      : []),
    ...(sameCategory.length > 0 ? [[strong('Same category:'), ' ', codes(sameCategory), '.']] : []),
    [strong('Since:'), ` version ${entry.since} of the contract.`],
    ...historyOf(entry, compared).map(([version, changes]) => [
      strong(['Changed in ', versionHref ? link(version, versionHref(version)) : version, ':']),
      ' ',
      changes,
    ]),
  ]);
}
