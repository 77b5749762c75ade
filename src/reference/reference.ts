/** The error reference as blocks. The generated pages, the docs and `explain` render these blocks. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';
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
  table,
} from '../text/blocks.ts';
import { listed } from '../text/english.ts';
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

/** Options of the section of a code. */
export interface SectionOptions {
  /** The level of the section's heading, 1 to 6. */
  level: number;
  /** Returns the target of a link to the section of a code. */
  href: (entry: CatalogueEntry) => string;
  /** The contract that the catalogue is derived from. */
  contract: Contract;
  /** The last line of a section. */
  footer?: Inline | undefined;
}

/** Returns a list of the retry rules, each with the codes that it applies to. */
export function retryRules({ errors }: Catalogue): Block {
  const rules = new Map<string, { rule: Inline; codes: Inline[] }>();
  for (const entry of errors) {
    const rule = retryInWords(entry);
    const key = JSON.stringify(rule);
    const codes = rules.get(key)?.codes ?? [];
    rules.set(key, { rule, codes: [...codes, code(entry.code)] });
  }
  return list([...rules.values()].map(({ rule, codes }) => [listed(codes), ': ', rule]));
}

/** Returns the table of all codes. Each code links to its section. */
export function codeTable({ errors }: Catalogue, { href }: Pick<SectionOptions, 'href'>): Block {
  return table(
    ['Code', 'Status', 'Category', 'Meaning', 'What to do', 'Retry'],
    errors.map((entry) => [
      linkTo(entry, href),
      String(entry.status),
      entry.category,
      parseInline(entry.meaning),
      parseInline(entry.solution),
      retryInShort(entry),
    ]),
  );
}

/**
 * Returns the section of one code.
 *
 * @param catalogue the catalogue that contains the entry; for links to codes with the same status
 */
export function codeSection(entry: CatalogueEntry, catalogue: Catalogue, options: SectionOptions): Block[] {
  const { contract, footer } = options;
  return [
    // The heading is only the code, because deep links are derived from it.
    heading(options.level, entry.code),
    paragraph(strong(parseInline(sentence(entry.meaning))), ' ', parseInline(entry.occurs)),
    facts(entry, catalogue, options),
    ...fieldBlocks(entry),
    ...headerBlocks(entry),
    paragraph(strong('Example')),
    codeBlock('json', JSON.stringify(entry.example, null, 2)),
    ...trialBlocks(entry, contract),
    ...(footer === undefined ? [] : [paragraph(footer)]),
  ];
}

function facts(entry: CatalogueEntry, catalogue: Catalogue, options: SectionOptions): Block {
  const facts: [name: string, value: Inline][] = [
    ['What to do', parseInline(sentence(entry.solution))],
    ['Retry', [retryInWords(entry), ' ', clientInWords(entry)]],
    ['Message', `"${messageOf(entry)}" (the wording may change)`],
    ['Status', statusInWords(entry, catalogue, options)],
    ['Category', entry.category],
    ['Operations', listed(operationsInWords(entry, options.contract))],
    ['Since', `version ${entry.since} of the contract`],
  ];
  return list(facts.map(([name, value]) => [strong(`${name}:`), ' ', value]));
}

function linkTo(entry: CatalogueEntry, href: SectionOptions['href']): Inline {
  return link(code(entry.code), href(entry));
}

function messageOf({ example: { error } }: CatalogueEntry): string {
  return isObject(error) ? String(error.message) : '';
}

/** Returns the status and the other codes with this status: the status does not distinguish these codes. */
function statusInWords(entry: CatalogueEntry, { errors }: Catalogue, { href }: SectionOptions): Inline {
  const others = errors.filter(({ status, code: name }) => status === entry.status && name !== entry.code);
  if (others.length === 0) return String(entry.status);
  return [`${entry.status}, shared with `, listed(others.map((other) => linkTo(other, href)))];
}

/** Returns the operations that can return the code, each with its method and path. */
function operationsInWords({ code: name }: CatalogueEntry, { operations }: Contract): Inline[] {
  return operations
    .filter(({ codes }) => codes.includes(name))
    .map(({ id, method, path }) => [code(id), ' (', code(`${method} ${path}`), ')']);
}

function fieldBlocks({ fields, relations }: CatalogueEntry): Block[] {
  if (fields.length === 0) return [];
  const rows = fields.map((field) => [
    code(field.name),
    field.type,
    rangeInWords(field),
    field.example === undefined ? '' : code(JSON.stringify(field.example)),
    parseInline(field.description),
  ]);
  return [
    paragraph(strong(['Additional fields of ', code('error')]), ' (always present)'),
    table(['Field', 'Type', 'Range', 'Example', 'Description'], rows),
    ...(relations.length > 0 ? [list(relations.map(relationSentence))] : []),
  ];
}

function headerBlocks({ headers }: CatalogueEntry): Block[] {
  return headers.length > 0 ? [paragraph(strong('Headers')), list(headers.map(headerInWords))] : [];
}

/** Returns a request that reproduces the error in the sandbox, and a snippet that handles the error. */
function trialBlocks(entry: CatalogueEntry, contract: Contract): Block[] {
  const operation = contract.operations.find(({ codes }) => codes.includes(entry.code));
  if (operation === undefined) return [];
  return [
    paragraph(
      strong('Try it'),
      ' in the sandbox (start it with ',
      code(SANDBOX.command),
      '), with the test token ',
      code(entry.testToken),
      ':',
    ),
    codeBlock('sh', curlLine(contract, operation.id, entry.testToken)),
    paragraph(strong('Handle it'), ' in TypeScript:'),
    codeBlock('ts', handlingSnippet(entry, operation, contract)),
  ];
}
