/** Every reporter shows the same counts of the same run. */
import { expect, test } from 'vitest';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { summaryLabel } from '../../../../src/conformance/report/labels.ts';
import { REPORTERS } from '../../../../src/conformance/report/reporters.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import { OUTCOMES, type Outcome, type Report } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';
import { startMutant } from '../../../helpers/servers/mutant.ts';

const [operation] = contract.operations;
const codeOf = (trigger: string) => contract.errors.find((entry) => entry.trigger === trigger)?.code ?? '';

/** Runs a few groups against a server, so that every outcome occurs. */
async function reportWithAllOutcomes(): Promise<Report> {
  const mutant = await startMutant({
    response: (outgoing) => {
      if (outgoing.code === codeOf('account') || outgoing.code === codeOf('rate')) outgoing.status = 418;
      delete outgoing.headers['WWW-Authenticate'];
    },
  });
  const sandbox = loadProfile('sandbox', contract);
  const profile = {
    ...sandbox,
    provoke: {
      ...sandbox.provoke,
      [codeOf('balance')]: { skip: 'the account is always full' },
      // The request before the case does not get the expected status, so the case is not carried out.
      [codeOf('server')]: { prepare: { path: '/nowhere' } },
    },
  };
  try {
    return await verify({
      contract,
      target: mutant.url,
      profile,
      only: ['codes', 'charging'],
      knownFailures: [`${operation?.id}/${codeOf('account')}`, `${operation?.id}/${codeOf('path-unknown')}`],
      requireAll: true,
      timeoutMs: 20_000,
    });
  } finally {
    await mutant.close();
  }
}

const flat = (text: string) => text.replace(/\s+/g, ' ');
const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const numbersOf = (text: string | undefined) => (text?.match(/\d+/g) ?? []).map(Number);

test('text, JSON, JUnit, HTML, GitHub and summary agree', async () => {
  const report = await reportWithAllOutcomes();
  const { counts, results, faults, runFailures } = report;
  const render = (name: string) =>
    REPORTERS[name]?.render(report, { color: false, width: 80, verbose: false }) ?? '';
  for (const outcome of OUTCOMES) expect(counts[outcome], outcome).toBeGreaterThan(0);
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(results.length);
  expect(runFailures.length).toBeGreaterThan(1);
  const summary = summaryLabel(report);
  const levels = (['MUST', 'SHOULD'] as const).map(
    (level) => `${faults.filter((fault) => fault.level === level).length} ${level}`,
  );
  expect(summary).toContain(`${faults.length} faults (${levels.join(', ')}`);
  expect(summary).toContain(
    `; ${results.length} cases: ${counts.passed} passed, ${counts.failed} failed, ${counts.error} not carried out, ${counts.warning} with a warning, ${counts.known} known to fail, ${counts.skipped} skipped; `,
  );
  const codes = new Set(results.flatMap((one) => (one.code ? [`${one.operation} ${one.code}`] : [])));
  expect(summary).toContain(`; ${codes.size - report.notExercised.length} of ${codes.size} codes, `);

  const text = render('text');
  expect(flat(text)).toContain(summary);
  const groups = text.split('\n\n')[0]?.split('\n') ?? [];
  const inGroups = (words: string) =>
    groups.reduce((sum, line) => sum + Number(new RegExp(`(\\d+) ${words}`).exec(line)?.[1] ?? 0), 0);
  const words: [Outcome, string][] = [
    ['failed', 'failed'],
    ['error', 'not carried out'],
    ['warning', 'with a warning'],
    ['known', 'known to fail'],
    ['skipped', 'skipped'],
  ];
  for (const [outcome, label] of words) expect(inGroups(label), outcome).toBe(counts[outcome]);
  expect(groups.reduce((sum, line) => sum + Number(/ (\d+)(?: \(|$)/.exec(line)?.[1]), 0)).toBe(
    results.length,
  );
  expect(countOf(text, /^\S \[\d+\] /gm)).toBe(2 * faults.length);

  const json = JSON.parse(render('json')) as Report;
  expect(json.counts).toEqual(counts);
  for (const outcome of OUTCOMES)
    expect(json.results.filter((result) => result.outcome === outcome)).toHaveLength(counts[outcome]);
  expect(json.faults).toHaveLength(faults.length);

  const junit = render('junit');
  expect(junit).toContain(`name="summary" value="${summary}"`);
  expect(countOf(junit, /<testcase /g)).toBe(results.length + runFailures.length);
  expect(countOf(junit, /<failure /g)).toBe(counts.failed + runFailures.length);
  expect(countOf(junit, /<error /g)).toBe(counts.error);
  expect(countOf(junit, /<skipped /g)).toBe(counts.skipped + counts.known);
  expect(countOf(junit, /<skipped message="known failure: /g)).toBe(counts.known);
  expect(numbersOf(/<testsuites [^>]*?(tests=.*) time/.exec(junit)?.[1])).toEqual([
    results.length + runFailures.length,
    counts.failed + runFailures.length,
    counts.error,
  ]);

  const html = render('html');
  expect(html).toContain(`<p class="sentence">${summary}</p>`);
  const tiles = [...html.matchAll(/<li class="(\w+)[^"]*"><b>(\d+)<\/b>/g)];
  expect(tiles.map(([, outcome, count]) => [outcome, Number(count)])).toEqual(Object.entries(counts));
  for (const outcome of OUTCOMES)
    expect(countOf(html, new RegExp(`<tr id="case-\\d+"><td><span class="badge ${outcome}"`, 'g'))).toBe(
      counts[outcome],
    );
  expect(countOf(html, /<article class="card /g)).toBe(faults.length);

  const github = render('github');
  expect(github).toContain(`::${summary}`);
  const commands = (kind: string, title = '') =>
    countOf(github, new RegExp(`^::${kind} title=${title}`, 'gm'));
  const known = commands('notice', 'known%3A ');
  expect(commands('error') + commands('warning') + known).toBe(
    faults.length + counts.error + runFailures.length,
  );
  expect(commands('error', 'Not carried out')).toBe(counts.error);

  const markdown = render('summary');
  expect(markdown).toContain(summary);
  const table = markdown.split('\n').filter((line) => line.startsWith('| '));
  expect(numbersOf(table[2])).toEqual(Object.values(counts));
  expect(countOf(markdown, /^### \S+ \d+\. /gm)).toBe(faults.length);
});
