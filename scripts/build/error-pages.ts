/** The reference as pages of the repository: all codes on one, each on its own, and a guide to them for language models. */
import type { Catalogue, CatalogueEntry } from '../../src/contract/catalogue.ts';
import type { Contract } from '../../src/contract/model.ts';
import { textAt } from '../../src/contract/nodes.ts';
import { sentence } from '../../src/reference/phrases.ts';
import { renderCode, renderRetryRules, renderTable } from '../../src/reference/reference.ts';
import { blocks, bullets, heading, inline } from '../../src/text/markdown.ts';
import { NOTICE } from '../lib/project.ts';

/** Where the pages are, relative to `generated/`. */
export const PAGES = { all: 'errors.md', folder: 'errors', guide: 'llms.txt' };

/** The page of a code, relative to `generated/`. */
export function pageOf({ code }: Pick<CatalogueEntry, 'code'>): string {
  return `${PAGES.folder}/${code}.md`;
}

/** generated/errors.md: what the contract says of every answer, and all codes. */
export function renderErrorsPage(catalogue: Catalogue, contract: Contract): string {
  const { errors, title, version } = catalogue;
  // GitHub makes a heading's anchor of its text in lower case; an underscore stays.
  const href = (entry: CatalogueEntry) => `#${entry.code.toLowerCase()}`;
  const footer = (entry: CatalogueEntry) => `[This code on a page of its own](${pageOf(entry)})`;
  return page(
    heading(1, `Errors of the ${title}`),
    `All ${errors.length} error codes of version ${version} of the contract: what each means, when it occurs, and what to do. ` +
      'The same for programs: [errors.json](errors.json).',
    textAt(contract.document, 'info.description', '#').trim(),
    heading(2, 'All codes'),
    renderTable(errors, { href }),
    heading(2, 'When to retry'),
    renderRetryRules(catalogue),
    ...errors.map((entry) => renderCode(entry, catalogue, { level: 2, href, contract, footer })),
  );
}

/** generated/errors/CODE.md: the section of one code as a page. */
export function renderCodePage(entry: CatalogueEntry, catalogue: Catalogue, contract: Contract): string {
  return page(
    renderCode(entry, catalogue, {
      level: 1,
      href: (other) => `${other.code}.md`,
      contract,
      footer: () => `[All codes](../${PAGES.all})`,
    }),
  );
}

/** generated/llms.txt, in the form of https://llmstxt.org: what there is to read, a line for each. */
export function renderGuide(catalogue: Catalogue, contract: Contract): string {
  const title = `${catalogue.title}: its errors`;
  return blocks(
    heading(1, title),
    `> ${inline(textAt(contract.document, 'info.summary', '#'))}`,
    `Version ${catalogue.version} of the contract, with ${catalogue.errors.length} error codes. An answer's \`error.code\` names ` +
      'the page to read. All files are relative to this one.',
    heading(2, 'Codes'),
    bullets(
      catalogue.errors.map(
        (entry) => `[${entry.code}](${pageOf(entry)}): status ${entry.status}. ${sentence(entry.meaning)}`,
      ),
    ),
    heading(2, 'The whole'),
    bullets([
      `[All codes](${PAGES.all}): the rules of every answer, and all of the pages above on one`,
      '[The catalogue](errors.json): what the pages say, as JSON',
      '[The contract](openapi.yaml): OpenAPI, with the operations, their parameters and every answer',
    ]),
    heading(2, 'Optional'),
    bullets([
      '[The contract as JSON](openapi.json)',
      '[The contract tests](cases.json): requests and what must come back, as data',
    ]),
    `<!-- ${NOTICE} -->`,
  ).concat('\n');
}

function page(...parts: string[]): string {
  return `${blocks(`<!-- ${NOTICE} -->`, ...parts)}\n`;
}
