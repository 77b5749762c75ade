/** changes.html: what each version changed. The changes of codes come first. */
import type { CatalogueEntry } from '../../../src/contract/catalogue.ts';
import type { Change, ContractDiff } from '../../../src/diff/types.ts';
import { compareVersions } from '../../../src/diff/version.ts';
import type { CodeChange } from '../../../src/reference/code-history.ts';
import { type Block, code, heading, type Inline, link, list, parseInline } from '../../../src/text/blocks.ts';
import { html, type Markup } from '../../../src/text/html.ts';
import { slug, toHtml } from '../../../src/text/html-blocks.ts';
import { markdownToHtml } from './markdown.ts';
import type { Page, Site } from './site.ts';

/** The beginning of a version in CHANGELOG.md: `## 1.2.3 (date)`. */
const VERSION_HEADING = /^## (\d+\.\d+\.\d+)\b.*$/m;

/** The changes in one version. */
interface Section {
  /** Undefined if the heading names no version. */
  version: string | undefined;
  title: string;
  /** Markdown. */
  text: string;
}

/** Returns the page: the versions of the changelog, each with the changes of codes and of the rest of the contract. */
export function changesPage(site: Site): Page {
  const { catalogue, changelog } = site;
  const [intro = '', ...parts] = changelog.split(/^(?=## )/m);
  const described = parts.map((part): Section => {
    const [first = '', ...rest] = part.split('\n');
    return {
      version: VERSION_HEADING.exec(part)?.[1],
      title: first.replace(/^## /, ''),
      text: rest.join('\n'),
    };
  });
  return {
    path: 'changes.html',
    title: `Changes – ${catalogue.title}`,
    description: `The changes of each version of the ${catalogue.title}.`,
    main: html`${markdownToHtml(intro, () => undefined)}${withOtherVersions(described, site).map((section) => versionSection(section, site))}`,
  };
}

/** Adds the versions that have changes of the contract and no section in the changelog. The newest version comes first. */
function withOtherVersions(sections: readonly Section[], { catalogue, comparisons }: Site): Section[] {
  const known = new Set(sections.map(({ version }) => version));
  const changed = [
    ...comparisons.map((diff) => diff.new.version),
    ...catalogue.errors.flatMap(({ changes }) => changes.map(({ version }) => version)),
  ];
  const others = [...new Set(changed)].filter((version) => !known.has(version));
  return [...sections, ...others.map((version): Section => ({ version, title: version, text: '' }))].sort(
    newestFirst,
  );
}

/** Compares two sections. One without a version has the changes that no version has yet. */
function newestFirst({ version: a }: Section, { version: b }: Section): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareVersions(b, a) ?? 0;
}

function versionSection({ version, title, text }: Section, site: Site): Markup {
  // A stable id: the heading changes when the date is added.
  const id = version === undefined ? slug(title) : versionId(version);
  return html`<h2 id="${id}">${title}</h2>
${version !== undefined && toHtml(changeBlocks(version, site))}${markdownToHtml(text, () => undefined)}`;
}

function changeBlocks(version: string, site: Site): Block[] {
  const { catalogue, comparisons } = site;
  const comparison = comparisons.find((diff) => diff.new.version === version);
  const found = comparison ? shownChanges(comparison) : [];
  const since = comparison === undefined ? '' : ` since ${comparison.old.version}`;
  const described = catalogue.errors.flatMap((entry) =>
    entry.changes
      .filter((change) => change.version === version)
      .map(({ change }): Inline => [link(code(entry.code), entry.docs), ': ', parseInline(change)]),
  );
  const ofCodes = found.filter((change) => isOfCodes(change, site));
  const others = found.filter((change) => !ofCodes.includes(change));
  const part = (title: string, items: readonly Inline[]): Block[] =>
    items.length === 0 ? [] : [heading(3, title), list(items)];
  return [
    ...part(`Codes${since}`, [...described, ...ofCodes.map(changeSentence)]),
    ...part(`The contract${since}`, others.map(changeSentence)),
  ];
}

/** Returns the changes that a reader must know. A changed text has no effect on programs. */
function shownChanges({ changes }: ContractDiff): Change[] {
  return changes.filter(({ kind }) => kind !== 'text-changed');
}

function changeSentence({ subject, message, impact }: Change): Inline {
  const sentence = [code(subject), ' ', parseInline(message)];
  return [...sentence, impact === 'breaking' ? ' (breaking).' : '.'];
}

/** Returns whether a change is of a code or its fields: of the present codes, or of one that was removed. */
function isOfCodes(change: Change, { catalogue }: Site): boolean {
  return change.kind === 'code-removed' || catalogue.errors.some((entry) => concerns(change, entry));
}

function concerns({ subject, old = '', new: next = '' }: Change, { code: name }: CatalogueEntry): boolean {
  // In a name of the contract, a code is a whole word: `CODE.field`, `#/components/schemas/CODE/properties`.
  return [subject, old, next].some((text) => text.split(/[^\w-]+/).includes(name));
}

/** Returns what the compared versions changed in a code or its fields, except that they added it. */
export function changesOf(entry: CatalogueEntry, { comparisons }: Site): CodeChange[] {
  return comparisons.flatMap((diff) =>
    shownChanges(diff)
      .filter((change) => change.kind !== 'code-added' && concerns(change, entry))
      .map((change) => ({ version: diff.new.version, change: changeSentence(change) })),
  );
}

/** Returns the id of a version's heading. */
export function versionId(version: string): string {
  return slug(`v${version}`);
}
