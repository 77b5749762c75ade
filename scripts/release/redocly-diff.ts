/** Compares two bundles with `redocly diff` as a second source. It knows OpenAPI, but not our catalogue. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/contract/document.ts';
import type { Change, ContractDiff, Impact } from '../../src/diff/types.ts';
import { counted } from '../../src/text/english.ts';
import { code, heading, literal, table } from '../../src/text/markdown.ts';
import { visibleLine } from '../../src/text/sanitize.ts';
import { runRedocly } from '../lib/run-tool.ts';

/** A change that `redocly diff` reports. */
export interface RedoclyFinding {
  impact: Impact;
  message: string;
  old?: string;
  new?: string;
  /** The error code whose schema was added or removed. */
  code?: string;
}

/** The parts of the JSON report of `redocly diff` that are used. */
interface RedoclyReport {
  changes: {
    path: string;
    kind: string;
    impact: keyof typeof IMPACT_OF;
    property?: string;
    verdicts: { message: string }[];
    base?: RedoclySide;
    revision?: RedoclySide;
  }[];
}
interface RedoclySide {
  pointer: string;
  value?: unknown;
}

const IMPACT_OF = { major: 'breaking', minor: 'feature', patch: 'patch' } as const;

/**
 * Returns the findings of `redocly diff`.
 *
 * @throws {StepError} if the CLI fails; its output was printed to standard error
 */
export async function redoclyDiff(old: JsonObject, next: JsonObject): Promise<RedoclyFinding[]> {
  // A folder without a redocly.yaml, so that our lint rules do not run.
  const folder = mkdtempSync(join(tmpdir(), 'redocly-diff-'));
  try {
    writeFileSync(join(folder, 'old.json'), JSON.stringify(old, null, 2));
    writeFileSync(join(folder, 'new.json'), JSON.stringify(next, null, 2));
    const flags = ['--format', 'json', '--output', 'report.json', '--fail-on', 'none'];
    await runRedocly(['diff', 'old.json', 'new.json', ...flags], folder);
    const { changes } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RedoclyReport;
    return changes.filter(({ base, revision }) => !isVersion(base ?? revision)).map(findingOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns whether a finding is about the version, which follows from the changes and is not a change. */
function isVersion(side: RedoclySide | undefined): boolean {
  return side?.pointer === '#/info/version';
}

function findingOf({ path, kind, impact, property, verdicts, base, revision }: RedoclyReport['changes'][0]) {
  const place = property === undefined ? path : `${path}/${property}`;
  const code = codeIn(base?.value) ?? codeIn(revision?.value);
  return {
    impact: IMPACT_OF[impact],
    message: visibleLine(verdicts.map(({ message }) => message).join(' ') || `${place} was ${kind}.`),
    ...(base && { old: base.pointer }),
    ...(revision && { new: revision.pointer }),
    ...(code !== undefined && { code }),
  };
}

/** Returns the error code of a schema, or undefined if the value is not the schema of a code. */
function codeIn(value: unknown): string | undefined {
  const { properties } = (value ?? {}) as { properties?: { code?: { const?: unknown } } };
  const found = properties?.code?.const;
  return typeof found === 'string' ? found : undefined;
}

/** A change that the two sources rate differently, or that only one of them reports. */
export interface Disagreement {
  message: string;
  /** The impact according to the catalogue; omitted if not reported. */
  ours?: Impact;
  /** The impact according to `redocly diff`; omitted if not reported. */
  redocly?: Impact;
}

const SEVERITY: Record<Impact, number> = { patch: 1, feature: 2, breaking: 3 };

/** Returns the changes that the two sources rate differently, and those that only one of them reports. */
export function disagreements(
  { changes }: ContractDiff,
  findings: readonly RedoclyFinding[],
): Disagreement[] {
  const rated = changes.flatMap((change): Disagreement[] => {
    const theirs = findings.filter((finding) => overlap(change, finding));
    const highest = theirs.toSorted((a, b) => SEVERITY[b.impact] - SEVERITY[a.impact])[0];
    if (highest?.impact === change.impact) return [];
    const message = `${change.subject} ${change.message}`;
    return [{ message, ours: change.impact, ...(highest && { redocly: highest.impact }) }];
  });
  const onlyTheirs = findings
    .filter((finding) => !changes.some((change) => overlap(change, finding)))
    .map(({ message, impact }): Disagreement => ({ message, redocly: impact }));
  return [...rated, ...onlyTheirs];
}

/** Returns whether a change and a finding are about the same place, or one place contains the other. */
function overlap(change: Change, finding: RedoclyFinding): boolean {
  if (finding.code !== undefined && finding.code === change.subject) return true;
  return (['old', 'new'] as const).some((side) => {
    const [a, b] = [change[side], finding[side]];
    return a !== undefined && b !== undefined && (within(a, b) || within(b, a));
  });
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

const rating = (impact: Impact | undefined) => impact ?? 'not reported';

/** Renders the findings of `redocly diff` and the disagreements with the catalogue. */
export function renderRedocly(
  diff: ContractDiff,
  findings: readonly RedoclyFinding[],
  format: 'text' | 'markdown',
): string {
  const differ = disagreements(diff, findings);
  const count = `${counted(findings.length, 'finding')}`;
  const verdict =
    differ.length === 0 ? 'Both sources agree.' : 'The sources differ; the catalogue determines the version.';
  const listed = findings.map(({ impact, message, old, new: next }) => [impact, message, next ?? old ?? '']);
  const apart = differ.map(({ ours, redocly: theirs, message }) => [rating(ours), rating(theirs), message]);
  if (format === 'text') {
    return [
      `redocly diff: ${count}. ${verdict}`,
      ...(listed.length > 0
        ? [listed.map(([impact, message, at]) => `  ${impact}: ${message}\n    ${at}`).join('\n')]
        : []),
      ...(apart.length > 0
        ? [
            `Differences (catalogue / redocly)\n${apart.map(([a, b, message]) => `  ${a} / ${b}: ${message}`).join('\n')}`,
          ]
        : []),
    ].join('\n\n');
  }
  const rows = listed.map(([impact = '', message = '', at = '']) => [impact, literal(message), code(at)]);
  return [
    heading(3, '`redocly diff`'),
    `${count}. ${verdict}`,
    ...(apart.length > 0
      ? [
          table(
            ['Catalogue', 'redocly', 'Change'],
            apart.map(([a = '', b = '', text = '']) => [a, b, literal(text)]),
          ),
        ]
      : []),
    ...(rows.length > 0
      ? [
          `<details><summary>All findings of redocly diff</summary>\n\n${table(['Impact', 'Finding', 'Place'], rows)}\n\n</details>`,
        ]
      : []),
  ].join('\n\n');
}
