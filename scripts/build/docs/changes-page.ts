/** changes.html: what each version changed. The changes of codes come first. */
import type { CatalogueEntry } from '../../../src/contract/catalogue.ts';
import type { Change, ContractDiff } from '../../../src/diff/types.ts';
import { type Block, code, heading, list, parseInline } from '../../../src/text/blocks.ts';
import { html, type Markup } from '../../../src/text/html.ts';
import { slug, toHtml } from '../../../src/text/html-blocks.ts';
import { markdownToHtml } from './markdown.ts';
import type { Page, Site } from './site.ts';

/** The beginning of a version in CHANGELOG.md: `## 1.2.3 (date)`. */
const VERSION_HEADING = /^## (\d+\.\d+\.\d+)\b.*$/m;

/** Returns the page. It shows the changelog; below each version, the compared bundles add the changes of the contract. */
export function changesPage(site: Site): Page {
  const { catalogue, changelog } = site;
  const [intro = '', ...versions] = changelog.split(/^(?=## )/m);
  return {
    path: 'changes.html',
    title: `Changes – ${catalogue.title}`,
    description: `The changes of each version of the ${catalogue.title}.`,
    main: html`${markdownToHtml(intro, () => undefined)}${versions.map((text) => versionSection(text, site))}`,
  };
}

function versionSection(text: string, { comparisons }: Site): Markup {
  const version = VERSION_HEADING.exec(text)?.[1];
  const [first = '', ...rest] = text.split('\n');
  const comparison = comparisons.find((diff) => diff.new.version === version);
  // A stable id: the heading changes when the date is added.
  const title = html`<h2 id="${version === undefined ? slug(first) : versionId(version)}">${first.replace(/^## /, '')}</h2>\n`;
  return html`${title}${comparison && toHtml(changeBlocks(comparison))}${markdownToHtml(rest.join('\n'), () => undefined)}`;
}

function changeBlocks({ old, changes }: ContractDiff): Block[] {
  const shown = changes.filter(({ kind }) => kind !== 'text-changed');
  const ofCodes = shown.filter(({ kind }) => CODE_KINDS.has(kind));
  const others = shown.filter(({ kind }) => !CODE_KINDS.has(kind));
  const part = (title: string, found: readonly Change[]): Block[] =>
    found.length === 0
      ? []
      : [
          heading(3, title),
          list(
            found.map(({ subject, message, impact }) => [
              code(subject),
              ' ',
              parseInline(message),
              impact === 'breaking' ? ' (breaking)' : '',
              '.',
            ]),
          ),
        ];
  return [
    ...part(`Codes since ${old.version}`, ofCodes),
    ...part(`The contract since ${old.version}`, others),
  ];
}

const CODE_KINDS = new Set<string>([
  'code-removed',
  'code-added',
  'status-changed',
  'retry-changed',
  'trigger-changed',
  'code-no-longer-answered',
  'code-newly-answered',
]);

/** Returns the versions that changed a code or its fields, the newest first. */
export function versionsThatChanged({ code: name }: CatalogueEntry, { comparisons }: Site): string[] {
  const word = new RegExp(`\\b${name}\\b`);
  return comparisons
    .filter(({ changes }) =>
      changes.some(({ subject, old = '', new: next = '' }) =>
        [subject, old, next].some((text) => word.test(text)),
      ),
    )
    .map((diff) => diff.new.version);
}

/** Returns the id of a version's heading. */
export function versionId(version: string): string {
  return slug(`v${version}`);
}
