/** Renders the reference in Markdown: a page with all codes, a page for each code, and a guide for language models. */
import type { Catalogue, CatalogueEntry } from '../../src/contract/catalogue.ts';
import type { Contract } from '../../src/contract/model.ts';
import { textAt } from '../../src/contract/nodes.ts';
import { sentence } from '../../src/reference/phrases.ts';
import { codeSection, codeTable, retryRules } from '../../src/reference/reference.ts';
import { code, heading, link, list, paragraph, parseInline } from '../../src/text/blocks.ts';
import { blocks, inline, toMarkdown } from '../../src/text/markdown.ts';
import { NOTICE } from '../lib/project.ts';

/** The paths of the pages, relative to `generated/`. */
export const PAGES = { all: 'errors.md', folder: 'errors', guide: 'llms.txt' };

/** Returns the path of a code's page, relative to `generated/`. */
export function pageOf({ code }: Pick<CatalogueEntry, 'code'>): string {
  return `${PAGES.folder}/${code}.md`;
}

/** Renders generated/errors.md: the rules for every response, and all codes. */
export function renderErrorsPage(catalogue: Catalogue, contract: Contract): string {
  const { errors, title, version } = catalogue;
  // On GitHub, the anchor of a heading is the text in lower case, with underscores.
  const href = (entry: CatalogueEntry) => `#${entry.code.toLowerCase()}`;
  return page(
    toMarkdown([
      heading(1, `Errors of the ${title}`),
      paragraph(
        `All ${errors.length} error codes of version ${version} of the contract: what each code means, when it occurs, and what to do. Programs can read `,
        link('errors.json', 'errors.json'),
        '.',
      ),
    ]),
    // The description is already Markdown.
    textAt(contract.document, 'info.description', '#').trim(),
    toMarkdown([
      heading(2, 'All codes'),
      codeTable(catalogue, { href }),
      heading(2, 'When to retry'),
      retryRules(catalogue),
      ...errors.flatMap((entry) => {
        const footer = link('Page of this code', pageOf(entry));
        return codeSection(entry, catalogue, { level: 2, href, contract, footer });
      }),
    ]),
  );
}

/** Renders generated/errors/CODE.md: the section of one code as a page. */
export function renderCodePage(entry: CatalogueEntry, catalogue: Catalogue, contract: Contract): string {
  const href = (other: CatalogueEntry) => `${other.code}.md`;
  const footer = link('All codes', `../${PAGES.all}`);
  return page(toMarkdown(codeSection(entry, catalogue, { level: 1, href, contract, footer })));
}

/** Renders generated/llms.txt in the format of https://llmstxt.org: a list of the files, with one line for each. */
export function renderGuide(catalogue: Catalogue, contract: Contract): string {
  const { title, version, errors } = catalogue;
  const summary = inline(textAt(contract.document, 'info.summary', '#'));
  return blocks(
    toMarkdown([heading(1, `Errors of the ${title}`)]),
    `> ${summary}`,
    toMarkdown([
      paragraph(
        `Version ${version} of the contract, with ${errors.length} error codes. The field `,
        code('error.code'),
        ' of a response names the page to read. All links are relative to this file.',
      ),
      heading(2, 'Codes'),
      list(
        errors.map((entry) => [
          link(entry.code, pageOf(entry)),
          `: status ${entry.status}. `,
          parseInline(sentence(entry.meaning)),
        ]),
      ),
      heading(2, 'Complete reference'),
      list([
        [link('All codes', PAGES.all), ': the rules for every response, and the pages above in one file'],
        [link('The catalogue', 'errors.json'), ': the content of the pages as JSON'],
        [
          link('The contract', 'openapi.yaml'),
          ': an OpenAPI document with all operations, parameters and responses',
        ],
      ]),
      heading(2, 'Optional'),
      list([
        link('The contract as JSON', 'openapi.json'),
        [link('The contract as OpenAPI 3.0', 'openapi-3.0.yaml'), ': for tools that do not read 3.1'],
        link('The contract as OpenAPI 3.0 in JSON', 'openapi-3.0.json'),
        [link('The contract tests', 'cases.json'), ': requests and expected responses as data'],
      ]),
    ]),
    `<!-- ${NOTICE} -->`,
  ).concat('\n');
}

function page(...parts: string[]): string {
  return `${blocks(`<!-- ${NOTICE} -->`, ...parts)}\n`;
}
