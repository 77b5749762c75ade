/** Renders a comparison as text for a terminal, as JSON, and as Markdown for a pull request. */
import pc from 'picocolors';
import { counted, listed } from '../text/english.ts';
import { blocks, bullets, code, heading, literal } from '../text/markdown.ts';
import { visibleLine, withTexts } from '../text/sanitize.ts';
import { type Change, type ContractDiff, IMPACTS, type Impact } from './types.ts';

/** The output formats. */
export const FORMATS = ['text', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

const HEADINGS: Record<Impact, string> = { breaking: 'Breaking', feature: 'Features', patch: 'Patches' };
const NOUNS: Record<Impact, string> = { breaking: 'breaking change', feature: 'feature', patch: 'patch' };
const MARKS: Record<Impact, string> = { breaking: '✗', feature: '+', patch: '·' };

/** Renders a comparison, without a line feed at its end. */
export function renderDiff(diff: ContractDiff, format: Format, color = false): string {
  if (format === 'json') return renderJson(diff);
  // Texts of a document must neither control a terminal nor hide a part of the output.
  const shown = withTexts(diff, visibleLine);
  return format === 'markdown' ? renderMarkdown(shown) : renderText(shown, color);
}

function renderText(diff: ContractDiff, color: boolean): string {
  const { bold, red, green, dim } = pc.createColors(color);
  const marks: Record<Impact, (text: string) => string> = { breaking: red, feature: green, patch: dim };
  const sections = IMPACTS.flatMap((impact) => {
    const changes = changesOf(diff, impact);
    if (changes.length === 0) return [];
    const lines = changes.flatMap((change) => [
      `  ${marks[impact](MARKS[impact])} ${change.subject} ${change.message}`,
      dim(`    ${[change.kind, ...detailsOf(change), ...placesOf(change)].join('; ')}`),
    ]);
    return [[bold(HEADINGS[impact]), ...lines].join('\n')];
  });
  return [headline(diff), ...sections, verdict(diff)].join('\n\n');
}

/** Returns the comparison with the number of changes by impact. */
function renderJson(diff: ContractDiff): string {
  const counts = Object.fromEntries(IMPACTS.map((impact) => [impact, changesOf(diff, impact).length]));
  return JSON.stringify({ ...diff, counts }, null, 2);
}

/** Folds the patches, because they affect neither callers nor servers. */
function renderMarkdown(diff: ContractDiff): string {
  const codes = diff.changes.filter(({ kind }) => kind === 'code-added').map(({ subject }) => code(subject));
  const sections = IMPACTS.map((impact) => {
    const changes = changesOf(diff, impact);
    if (changes.length === 0) return '';
    const list = bullets(changes.map(item));
    return impact === 'patch'
      ? `<details><summary>${HEADINGS.patch} (${changes.length})</summary>\n\n${list}\n\n</details>`
      : blocks(heading(3, HEADINGS[impact]), list);
  });
  return blocks(
    heading(2, literal(headline(diff))),
    literal(verdict(diff)),
    codes.length > 0 && `New codes: ${listed(codes).join('')}`,
    ...sections,
  );
}

function item(change: Change): string {
  const places = placesOf(change).map(code);
  const details = [...detailsOf(change).map(literal), ...places].join('; ');
  return `${code(change.subject)} ${literal(change.message)}${details === '' ? '' : ` (${details})`}`;
}

/** Returns whom a change breaks, the operations that it affects, and why it was accepted. */
function detailsOf({ breaks, operations, accepted }: Change): string[] {
  return [
    ...(accepted !== undefined ? [`accepted: ${accepted}`] : []),
    ...(breaks.length > 0 ? [`breaks ${listed(breaks).join('')}`] : []),
    ...(operations.length > 0 ? [`in ${listed(operations).join('')}`] : []),
  ];
}

/** Returns the place of a change, or its places if they differ. */
function placesOf({ old, new: next }: Change): string[] {
  const places = [...new Set([old, next])].filter((place) => place !== undefined);
  return places.length === 0 ? [] : [places.join(' → ')];
}

/** Returns a line such as `Social Data API 1.0.0 → 1.1.0: 1 breaking change, 2 features`. */
function headline(diff: ContractDiff): string {
  const { old, new: next } = diff;
  const counts = IMPACTS.map((impact) => [impact, changesOf(diff, impact).length] as const)
    .filter(([, count]) => count > 0)
    .map(([impact, count]) => counted(count, NOUNS[impact]));
  const names =
    old.title === next.title ? [old.title, next.version] : [old.title, `${next.title} ${next.version}`];
  return `${names[0]} ${old.version} → ${names[1]}: ${counts.length > 0 ? counts.join(', ') : 'no change'}`;
}

/** Returns the next version, and whether the version of the new document is high enough. */
function verdict({ old, new: next, impact, proposed, sufficient }: ContractDiff): string {
  if (proposed === undefined) {
    return `No next version is proposed: ${old.version} does not have the form MAJOR.MINOR.PATCH.`;
  }
  const required = impact === undefined ? 'The version stays' : 'Next version:';
  const state =
    sufficient === undefined
      ? 'does not have the form MAJOR.MINOR.PATCH'
      : !sufficient
        ? 'is too low'
        : next.version === proposed
          ? 'is correct'
          : 'is high enough';
  return `${required} ${proposed}. The version of the new document (${next.version}) ${state}.`;
}

function changesOf({ changes }: ContractDiff, impact: Impact): Change[] {
  return changes.filter((change) => change.impact === impact);
}
