/** Renders the reference in Markdown: a page with all codes, a page for each code, and a guide for language models. */
import type { Catalogue, CatalogueEntry } from '../../src/contract/catalogue.ts';
import type { Contract } from '../../src/contract/model.ts';
import { textAt } from '../../src/contract/nodes.ts';
import { codeSection } from '../../src/reference/code-section.ts';
import { codeTable, retryRules } from '../../src/reference/overview.ts';
import { sentence } from '../../src/reference/phrases.ts';
import { heading, link, list, paragraph, parseInline } from '../../src/text/blocks.ts';
import { blocks, inline, toMarkdown } from '../../src/text/markdown.ts';
import { NOTICE } from '../lib/project.ts';
import { clientRules, operationBlocks } from './operations-in-words.ts';

/** The paths of the pages, relative to `generated/`. */
export const PAGES = { all: 'errors.md', folder: 'errors', guide: 'llms.txt', full: 'llms-full.txt' };

/** Returns the path of a code's page, relative to `generated/`. */
export function pageOf({ code }: Pick<CatalogueEntry, 'code'>): string {
  return `${PAGES.folder}/${code}.md`;
}

/**
 * Renders generated/errors.md: the rules for every response, and all codes.
 *
 * @param languages the number of languages in which programs handle a code
 */
function renderErrorsPage(catalogue: Catalogue, contract: Contract, languages: number): string {
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
        return codeSection(entry, catalogue, { level: 2, href, contract, languages, footer });
      }),
    ]),
  );
}

/** Renders generated/errors/CODE.md: the section of one code as a page. */
function renderCodePage(entry: CatalogueEntry, catalogue: Catalogue, contract: Contract): string {
  const href = (other: CatalogueEntry) => `${other.code}.md`;
  const footer = link('All codes', `../${PAGES.all}`);
  return page(toMarkdown(codeSection(entry, catalogue, { level: 1, href, contract, footer })));
}

/** Renders llms.txt in the format of https://llmstxt.org: what a client needs, then a list of the files. */
function renderGuide(catalogue: Catalogue, contract: Contract): string {
  const { title, version, errors } = catalogue;
  const summary = inline(textAt(contract.document, 'info.summary', '#'));
  return blocks(
    toMarkdown([heading(1, `Errors of the ${title}`)]),
    `> ${summary}`,
    toMarkdown([
      paragraph(`Version ${version} of the contract. All links are relative to this file.`),
      list(clientRules(catalogue.errors, contract)),
      heading(2, 'Codes'),
      list(
        errors.map((entry) => [
          link(entry.code, pageOf(entry)),
          `: status ${entry.status}${entry.retired === undefined ? '' : ', retired'}. `,
          parseInline(`${sentence(entry.meaning)} ${sentence(entry.solution)}`),
        ]),
      ),
      heading(2, 'Complete reference'),
      list([
        [link('All codes', PAGES.all), ': the rules for every response, and the pages above in one file'],
        [link('Everything', PAGES.full), ': this file, all operations and all codes in one file'],
        [link('The catalogue', 'errors.json'), ': the content of the pages as JSON'],
        [
          link('The contract', 'openapi.yaml'),
          ': an OpenAPI document with all operations, parameters and responses',
        ],
      ]),
      heading(2, 'Optional'),
      list([link('The contract as JSON', 'openapi.json')]),
    ]),
    `<!-- ${NOTICE} -->`,
  ).concat('\n');
}

/** Renders llms-full.txt: llms.txt, the operations with their parameters, and all codes. */
function renderFull(catalogue: Catalogue, contract: Contract): string {
  const errorsPage = withoutNotice(renderErrorsPage(catalogue, contract, Number.POSITIVE_INFINITY));
  return blocks(
    renderGuide(catalogue, contract).trim(),
    toMarkdown([
      heading(1, 'Operations'),
      ...contract.operations.flatMap((operation) => operationBlocks(operation, contract)),
    ]),
    errorsPage,
  );
}

/** Returns the files of the catalogue by path: as JSON for any language, and as Markdown for people and language models. */
export function catalogueFiles(catalogue: Catalogue, contract: Contract): Map<string, string> {
  return new Map([
    ['errors.json', `${JSON.stringify({ $comment: NOTICE, ...catalogue }, null, 2)}\n`],
    [PAGES.all, renderErrorsPage(catalogue, contract, 1)],
    [PAGES.guide, renderGuide(catalogue, contract)],
    [PAGES.full, renderFull(catalogue, contract)],
    ...catalogue.errors.map((entry) => [pageOf(entry), renderCodePage(entry, catalogue, contract)] as const),
  ]);
}

/** Returns a page without the comment that it is generated. */
export function withoutNotice(markdown: string): string {
  return markdown.replace(/^<!--.*-->\n\n/, '');
}

function page(...parts: string[]): string {
  return `${blocks(`<!-- ${NOTICE} -->`, ...parts)}\n`;
}
