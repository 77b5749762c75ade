/** The reference as pages of the repository: all codes on one, each on its own, and a guide to them for language models. */
import type { Catalogue, CatalogueEntry } from '../../src/contract/catalogue.ts';
import type { Contract } from '../../src/contract/model.ts';
import { textAt } from '../../src/contract/nodes.ts';
import { sentence } from '../../src/reference/phrases.ts';
import { codeSection, codeTable, retryRules } from '../../src/reference/reference.ts';
import { code, heading, link, list, paragraph, parseInline } from '../../src/text/blocks.ts';
import { blocks, inline, toMarkdown } from '../../src/text/markdown.ts';
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
  return page(
    toMarkdown([
      heading(1, `Errors of the ${title}`),
      paragraph(
        `All ${errors.length} error codes of version ${version} of the contract: what each means, when it occurs, and what to do. The same for programs: `,
        link('errors.json', 'errors.json'),
        '.',
      ),
    ]),
    // It is Markdown itself.
    textAt(contract.document, 'info.description', '#').trim(),
    toMarkdown([
      heading(2, 'All codes'),
      codeTable(catalogue, { href }),
      heading(2, 'When to retry'),
      retryRules(catalogue),
      ...errors.flatMap((entry) => {
        const footer = link('This code on a page of its own', pageOf(entry));
        return codeSection(entry, catalogue, { level: 2, href, contract, footer });
      }),
    ]),
  );
}

/** generated/errors/CODE.md: the section of one code as a page. */
export function renderCodePage(entry: CatalogueEntry, catalogue: Catalogue, contract: Contract): string {
  const href = (other: CatalogueEntry) => `${other.code}.md`;
  const footer = link('All codes', `../${PAGES.all}`);
  return page(toMarkdown(codeSection(entry, catalogue, { level: 1, href, contract, footer })));
}

/** generated/llms.txt, in the form of https://llmstxt.org: what there is to read, a line for each. */
export function renderGuide(catalogue: Catalogue, contract: Contract): string {
  const { title, version, errors } = catalogue;
  const summary = inline(textAt(contract.document, 'info.summary', '#'));
  return blocks(
    toMarkdown([heading(1, `${title}: its errors`)]),
    `> ${summary}`,
    toMarkdown([
      paragraph(
        `Version ${version} of the contract, with ${errors.length} error codes. An answer's `,
        code('error.code'),
        ' names the page to read. All files are relative to this one.',
      ),
      heading(2, 'Codes'),
      list(
        errors.map((entry) => [
          link(entry.code, pageOf(entry)),
          `: status ${entry.status}. `,
          parseInline(sentence(entry.meaning)),
        ]),
      ),
      heading(2, 'The whole'),
      list([
        [link('All codes', PAGES.all), ': the rules of every answer, and all of the pages above on one'],
        [link('The catalogue', 'errors.json'), ': what the pages say, as JSON'],
        [
          link('The contract', 'openapi.yaml'),
          ': OpenAPI, with the operations, their parameters and every answer',
        ],
      ]),
      heading(2, 'Optional'),
      list([
        link('The contract as JSON', 'openapi.json'),
        [link('The contract tests', 'cases.json'), ': requests and what must come back, as data'],
      ]),
    ]),
    `<!-- ${NOTICE} -->`,
  ).concat('\n');
}

function page(...parts: string[]): string {
  return `${blocks(`<!-- ${NOTICE} -->`, ...parts)}\n`;
}
