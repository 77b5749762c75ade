/** A second opinion on what changed: `redocly diff`, which knows OpenAPI and nothing of our catalogue. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/contract/document.ts';
import type { Change, ContractDiff, Impact } from '../../src/diff/types.ts';
import { counted } from '../../src/text/english.ts';
import { code, heading, literal, table } from '../../src/text/markdown.ts';
import { visibleLine } from '../../src/text/sanitize.ts';
import { runRedocly } from '../lib/run-tool.ts';

/** A change as `redocly diff` tells it. */
export interface RedoclyFinding {
  impact: Impact;
  message: string;
  old?: string;
  new?: string;
  /** The code whose schema came or went. */
  code?: string;
}

/** What the CLI writes with `--format json`, as far as it is read. */
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

/** @throws {StepError} with what the CLI printed, where it cannot compare */
export async function redoclyDiff(old: JsonObject, next: JsonObject): Promise<RedoclyFinding[]> {
  // A folder without a redocly.yaml: our lint is not asked.
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

/** That the version was raised is what follows from the changes, and none. */
function isVersion(side: RedoclySide | undefined): boolean {
  return side?.pointer === '#/info/version';
}

function findingOf({ path, kind, impact, property, verdicts, base, revision }: RedoclyReport['changes'][0]) {
  const what = property === undefined ? path : `${path}/${property}`;
  const code = codeIn(base?.value) ?? codeIn(revision?.value);
  return {
    impact: IMPACT_OF[impact],
    message: visibleLine(verdicts.map(({ message }) => message).join(' ') || `${what} was ${kind}.`),
    ...(base && { old: base.pointer }),
    ...(revision && { new: revision.pointer }),
    ...(code !== undefined && { code }),
  };
}

/** The code that a whole schema of one is for. */
function codeIn(value: unknown): string | undefined {
  const { properties } = (value ?? {}) as { properties?: { code?: { const?: unknown } } };
  const found = properties?.code?.const;
  return typeof found === 'string' ? found : undefined;
}

/** A change that the two do not see alike. */
export interface Disagreement {
  message: string;
  /** What it is by the catalogue; none where it is not told. */
  ours?: Impact;
  /** What it is by `redocly diff`; none where it is not told. */
  redocly?: Impact;
}

const GRAVITY: Record<Impact, number> = { patch: 1, feature: 2, breaking: 3 };

/** What the two rate differently, or only one of them tells. */
export function disagreements(
  { changes }: ContractDiff,
  findings: readonly RedoclyFinding[],
): Disagreement[] {
  const told = changes.flatMap((change): Disagreement[] => {
    const theirs = findings.filter((finding) => meet(change, finding));
    const gravest = theirs.toSorted((a, b) => GRAVITY[b.impact] - GRAVITY[a.impact])[0];
    if (gravest?.impact === change.impact) return [];
    const message = `${change.subject} ${change.message}`;
    return [{ message, ours: change.impact, ...(gravest && { redocly: gravest.impact }) }];
  });
  const alone = findings
    .filter((finding) => !changes.some((change) => meet(change, finding)))
    .map(({ message, impact }): Disagreement => ({ message, redocly: impact }));
  return [...told, ...alone];
}

/** Whether a change and a finding are of the same place, one of which may be within the other. */
function meet(change: Change, finding: RedoclyFinding): boolean {
  if (finding.code !== undefined && finding.code === change.subject) return true;
  return (['old', 'new'] as const).some((side) => {
    const [a, b] = [change[side], finding[side]];
    return a !== undefined && b !== undefined && (within(a, b) || within(b, a));
  });
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** What is said of a rating. */
const rating = (impact: Impact | undefined) => impact ?? 'not told';

/** Both sources under the comparison by the catalogue: what redocly tells, and where it differs. */
export function renderRedocly(
  diff: ContractDiff,
  findings: readonly RedoclyFinding[],
  format: 'text' | 'markdown',
): string {
  const differ = disagreements(diff, findings);
  const count = `${counted(findings.length, 'finding')}`;
  const verdict =
    differ.length === 0 ? 'They say the same.' : 'They differ; the version goes by the catalogue.';
  const listed = findings.map(({ impact, message, old, new: next }) => [impact, message, next ?? old ?? '']);
  const apart = differ.map(({ ours, redocly: theirs, message }) => [rating(ours), rating(theirs), message]);
  if (format === 'text') {
    return [
      `By redocly diff: ${count}. ${verdict}`,
      ...(listed.length > 0
        ? [listed.map(([impact, message, at]) => `  ${impact}: ${message}\n    ${at}`).join('\n')]
        : []),
      ...(apart.length > 0
        ? [
            `Where they differ (catalogue / redocly)\n${apart.map(([a, b, message]) => `  ${a} / ${b}: ${message}`).join('\n')}`,
          ]
        : []),
    ].join('\n\n');
  }
  const rows = listed.map(([impact = '', message = '', at = '']) => [impact, literal(message), code(at)]);
  return [
    heading(3, 'By `redocly diff`'),
    `${count[0]?.toUpperCase()}${count.slice(1)}. ${verdict}`,
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
