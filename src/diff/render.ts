/** A comparison as text for a terminal, as JSON, and as Markdown for a pull request. */
import pc from 'picocolors';
import { listed } from '../text/english.ts';
import { blocks, bullets, code, heading, literal } from '../text/markdown.ts';
import { visibleLine, withTexts } from '../text/sanitize.ts';
import { type Change, type ContractDiff, IMPACTS, type Impact } from './types.ts';

/** How a comparison can be written. */
export const FORMATS = ['text', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

const HEADINGS: Record<Impact, string> = { breaking: 'Breaking', feature: 'Features', patch: 'Patches' };
const MARKS: Record<Impact, string> = { breaking: '✗', feature: '+', patch: '·' };

/** Renders a comparison, without a line feed at its end. */
export function renderDiff(diff: ContractDiff, format: Format, color = false): string {
  if (format === 'json') return renderJson(diff);
  // What stands in a document steers no terminal, and hides nothing from whoever reviews it.
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

/** The whole comparison; the counts by impact beside it. */
function renderJson(diff: ContractDiff): string {
  const counts = Object.fromEntries(IMPACTS.map((impact) => [impact, changesOf(diff, impact).length]));
  return JSON.stringify({ ...diff, counts }, null, 2);
}

/** Patches are folded away: a reviewer looks at what binds somebody. */
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

/** What a change says beside its sentence: whom it breaks, and where it shows. */
function detailsOf({ breaks, operations }: Change): string[] {
  return [
    ...(breaks.length > 0 ? [`breaks ${listed(breaks).join('')}`] : []),
    ...(operations.length > 0 ? [`in ${listed(operations).join('')}`] : []),
  ];
}

/** Where it stands: in both bundles, where the places are two. */
function placesOf({ old, new: next }: Change): string[] {
  const places = [...new Set([old, next])].filter((place) => place !== undefined);
  return places.length === 0 ? [] : [places.join(' → ')];
}

/** `Social Data API 1.0.0 → 1.1.0: 1 breaking change, 2 features`. */
function headline(diff: ContractDiff): string {
  const { old, new: next } = diff;
  const counts = IMPACTS.map((impact) => [impact, changesOf(diff, impact).length] as const)
    .filter(([, count]) => count > 0)
    .map(([impact, count]) => counted(impact, count));
  const names =
    old.title === next.title ? [old.title, next.version] : [old.title, `${next.title} ${next.version}`];
  return `${names[0]} ${old.version} → ${names[1]}: ${counts.length > 0 ? counts.join(', ') : 'no change'}`;
}

function counted(impact: Impact, count: number): string {
  const [one, many] = {
    breaking: ['breaking change', 'breaking changes'],
    feature: ['feature', 'features'],
    patch: ['patch', 'patches'],
  }[impact] as [string, string];
  return `${count} ${count === 1 ? one : many}`;
}

/** What the next version is, and what the new document says. */
function verdict({ old, new: next, impact, proposed, sufficient }: ContractDiff): string {
  if (proposed === undefined) {
    return `No next version is proposed: ${old.version} is no MAJOR.MINOR.PATCH.`;
  }
  const should = impact === undefined ? 'The version stays' : 'Next version:';
  const says =
    sufficient === undefined
      ? `The new document says ${next.version}, which is no MAJOR.MINOR.PATCH.`
      : sufficient
        ? next.version === proposed
          ? 'The new document says so.'
          : `The new document says ${next.version}, which is enough.`
        : `The new document says ${next.version}, which is too low.`;
  return `${should} ${proposed}. ${says}`;
}

function changesOf({ changes }: ContractDiff, impact: Impact): Change[] {
  return changes.filter((change) => change.impact === impact);
}
