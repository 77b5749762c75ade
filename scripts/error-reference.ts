/** The error reference in Markdown, rendered once for the repository's page and for the docs. */
import type { Contract, ErrorField, Relation, ResponseHeader } from '../src/contract/types.ts';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';
import { blocks, bullets, code, fence, heading, inline, listed, table } from './docs/markdown.ts';
import { curlLine, SANDBOX } from './docs/sandbox-request.ts';
import { NOTICE } from './project.ts';

export interface ReferenceOptions {
  /** The level of each code's heading, 1 to 6. */
  level: number;
  /** Where the section of a code is: the target of the links to it. */
  href: (entry: CatalogueEntry) => string;
  /** The contract that the catalogue was made from; without it, the page has no requests to try. */
  contract?: Contract | undefined;
}

/** generated/errors.md: the reference as a page of the repository. */
export function renderErrorsPage(catalogue: Catalogue, contract?: Contract): string {
  const page = blocks(
    `<!-- ${NOTICE} -->`,
    heading(1, `Errors of the ${catalogue.title}`),
    `All ${catalogue.errors.length} error codes of version ${catalogue.version} of the contract: what each means, when it occurs, ` +
      'and what to do. The same for programs: [errors.json](errors.json).',
    heading(2, 'The envelope'),
    renderEnvelope(),
    heading(2, 'All codes'),
    // GitHub makes a heading's anchor of its text in lower case; an underscore stays.
    renderReference(catalogue, { level: 2, href: (entry) => `#${entry.code.toLowerCase()}`, contract }),
  );
  return `${page}\n`;
}

/** The table of all codes, and a section for each: what is the same wherever the reference stands. */
export function renderReference(catalogue: Catalogue, options: ReferenceOptions): string {
  const entries = byCategory(catalogue.errors);
  return blocks(
    renderTable(entries, options),
    options.contract &&
      `Each code can be tried out. Start the sandbox with ${code(SANDBOX.command)}: it answers a code to the code's test token, ` +
        `and a success to ${code(catalogue.successToken)}.`,
    ...entries.map((entry) => renderCode(entry, options)),
  );
}

/** How an error looks, whatever its code. */
function renderEnvelope(): string {
  return blocks(
    'Every error is JSON of this form:',
    fence('json', JSON.stringify({ success: false, error: { code: '...', message: '...' } }, null, 2)),
    bullets([
      '`success` is `false`, and there is no `data`. Always check it: it decides, whatever the status.',
      '`code` is for programs. It is one of those below; survive one that you do not know.',
      '`message` is for people. Show it, and never branch on it: its wording may change.',
      'Some codes have further fields, described at the code. Ignore fields that you do not know.',
    ]),
  );
}

function renderTable(entries: readonly CatalogueEntry[], { href }: ReferenceOptions): string {
  return table(
    ['Code', 'Status', 'Category', 'Meaning', 'What to do', 'Retry'],
    entries.map((entry) => [
      `[${code(entry.code)}](${href(entry)})`,
      String(entry.status),
      entry.category,
      entry.meaning,
      entry.solution,
      retryInShort(entry),
    ]),
  );
}

/** The section of one code. */
function renderCode(entry: CatalogueEntry, { level, contract }: ReferenceOptions): string {
  return blocks(
    // The heading is the code and nothing else: deep links are made of it.
    heading(level, entry.code),
    `**${sentence(entry.meaning)}** ${inline(entry.occurs)}`,
    bullets([
      `**What to do:** ${sentence(entry.solution)}`,
      `**Retry:** ${retryInWords(entry)}`,
      `**Status:** ${entry.status}`,
      `**Category:** ${entry.category}`,
      `**Operations:** ${listed(entry.operations.map(code))}`,
      `**Since:** ${entry.since}`,
    ]),
    renderFields(entry),
    entry.headers.length > 0 && blocks('**Headers**', bullets(entry.headers.map(headerInWords))),
    '**Example**',
    fence('json', JSON.stringify(entry.example, null, 2)),
    contract && renderTrial(entry, contract),
  );
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
    bullets(entry.relations.map(relationInWords)),
  );
}

/** How to see the error with one's own eyes. */
function renderTrial(entry: CatalogueEntry, contract: Contract): string | false {
  const [operation] = entry.operations;
  if (operation === undefined) return false;
  return blocks(
    `**Try it** with the test token ${code(entry.testToken)}:`,
    fence('sh', curlLine(contract, operation, entry.testToken)),
  );
}

function retryInShort(entry: CatalogueEntry): string {
  if (entry.retry === 'never') return 'no';
  return entry.retry === 'wait' ? `after ${waitField(entry)} seconds` : 'exponential backoff';
}

function retryInWords(entry: CatalogueEntry): string {
  if (entry.retry === 'never') return 'No. The same request fails again until its cause is mended.';
  if (entry.retry === 'wait') {
    return `Yes, after ${waitField(entry)} seconds. Send no other request before they are over.`;
  }
  // RFC 9110 10.2.3: the header that says how long to wait.
  const hinted = entry.headers.some(({ name }) => name.toLowerCase() === 'retry-after');
  return `Yes, with exponential backoff${hinted ? ', and not before the time that a `Retry-After` header names' : ''}.`;
}

/** The field that says how long to wait; a lint rule sees to it that a code with this policy has one. */
function waitField({ fields }: CatalogueEntry): string {
  return code(fields.find(({ role }) => role === 'wait')?.name ?? 'Retry-After');
}

function rangeInWords({ minimum, maximum, enum: values }: ErrorField): string {
  if (values) return `one of ${listed(values.map((value) => code(JSON.stringify(value))))}`;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  return maximum === undefined ? 'any' : `${maximum} or less`;
}

function relationInWords({ field, level, lessThan, sum, echoes }: Relation): string {
  const claims = [
    lessThan && `less than ${code(lessThan)}`,
    sum && `the sum of ${listed(sum.map(code))}`,
    echoes && `what the request's parameter ${code(echoes)} says`,
  ].filter((claim) => typeof claim === 'string');
  return `${code(field)} ${level} be ${listed(claims)}.`;
}

function headerInWords({ name, level, equals, description }: ResponseHeader): string {
  const same = equals ? ` Where it is there, it MUST say the same as ${code(equals)}.` : '';
  return `${code(name)} ${level} be sent. ${sentence(description)}${same}`;
}

/** A text of the catalogue as a sentence: some are phrases without a full stop. */
function sentence(text: string): string {
  const line = inline(text);
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The codes of a category beside each other, both in the order of the catalogue. */
function byCategory(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry]);
  return [...groups.values()].flat();
}
