/** JUnit's XML, read back by an XML parser that is not ours, and held against the layout that Jenkins validates. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { renderJunit } from '../../../src/conformance/report/junit.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { contract } from '../../helpers/project.ts';
import { CLEAN, HOSTILE, HOSTILE_REPORT, SAMPLE } from '../../helpers/sample-report.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

interface Element {
  tag: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** Python's parser is expat: strict, and on most machines. */
const PYTHON = `
import json, sys, xml.etree.ElementTree as tree
def plain(e): return dict(tag=e.tag, attributes=e.attrib, text=e.text or "", children=[plain(c) for c in e])
json.dump(plain(tree.fromstring(sys.stdin.buffer.read())), sys.stdout)
`;

function parse(xml: string): Element {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PYTHON], {
    input: xml,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What junit-10.xsd of Jenkins' xUnit plugin allows, as far as it is used here: attributes (required with !), children. */
const LAYOUT: Record<string, { attributes: string; children: string }> = {
  testsuites: { attributes: 'name time tests failures errors', children: 'testsuite' },
  testsuite: {
    attributes: 'name! tests! failures! errors! time skipped timestamp id package url',
    children: 'properties testcase system-out system-err',
  },
  properties: { attributes: '', children: 'property' },
  property: { attributes: 'name! value!', children: '' },
  testcase: {
    attributes: 'name! classname time group',
    children: 'skipped error failure system-out system-err',
  },
  skipped: { attributes: 'type message', children: '' },
  failure: { attributes: 'type message', children: '' },
  error: { attributes: 'type message', children: '' },
  'system-out': { attributes: '', children: '' },
};

function all({ children, ...element }: Element): Element[] {
  return [{ ...element, children }, ...children.flatMap(all)];
}

function only(root: Element, tag: string): Element[] {
  return all(root).filter((element) => element.tag === tag);
}

/** What is wrong with a document by the layout. */
function wrongWith(root: Element): string[] {
  return all(root).flatMap(({ tag, attributes, children }) => {
    const { attributes: known = '', children: inner = '' } = LAYOUT[tag] ?? {};
    const names = known.split(' ').map((name) => name.replace('!', ''));
    const required = known.split(' ').filter((name) => name.endsWith('!'));
    return [
      ...(tag in LAYOUT ? [] : [`${tag} is no element`]),
      ...Object.keys(attributes)
        .filter((name) => !names.includes(name))
        .map((name) => `${tag} has ${name}`),
      ...required.filter((name) => !(name.slice(0, -1) in attributes)).map((name) => `${tag} lacks ${name}`),
      ...children
        .filter((child) => !inner.split(' ').includes(child.tag))
        .map((child) => `${tag} > ${child.tag}`),
      ...('time' in attributes && !/^\d+\.\d{3}$/.test(attributes.time ?? '')
        ? [`time ${attributes.time}`]
        : []),
    ];
  });
}

/** The counts that the suites name against what stands in them, and the whole's against theirs. */
function expectRightCounts(root: Element): void {
  const suites = only(root, 'testsuite');
  for (const suite of suites) {
    const { tests, failures, errors, skipped } = suite.attributes;
    const there = ['testcase', 'failure', 'error', 'skipped'].map((tag) => String(only(suite, tag).length));
    expect([tests, failures, errors, skipped], suite.attributes.name).toEqual(there);
  }
  for (const name of ['tests', 'failures', 'errors']) {
    const sum = suites.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
    expect(Number(root.attributes[name]), name).toBe(sum);
  }
}

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn("SKIPPED: JUnit's XML is read back. There is no python3 to parse it with.");

describe.skipIf(!python)("JUnit's XML is read back", () => {
  test('one suite for each group of an operation, one test case for each case', () => {
    const root = parse(renderJunit({ ...SAMPLE, known: { failed: [], stale: [] } }));
    expect(wrongWith(root)).toEqual([]);
    expectRightCounts(root);
    expect(root.attributes).toEqual({
      name: 'Tea API 1.0.0',
      tests: '6',
      failures: '2',
      errors: '1',
      time: '1.235',
    });
    expect(only(root, 'testsuite').map(({ attributes }) => attributes.name)).toEqual([
      'brewTea codes',
      'pourTea codes',
      'brewTea successes',
      'brewTea parameters',
      'brewTea routing',
    ]);
    const verdicts = only(root, 'testcase').map(({ attributes, children }) => [
      attributes.classname,
      attributes.name,
      children.map(({ tag }) => tag).join(' '),
    ]);
    expect(verdicts).toEqual([
      ['brewTea.codes', 'brewTea/TEAPOT_EMPTY', 'failure system-out'],
      ['brewTea.codes', 'brewTea/TEAPOT_COLD', 'skipped'],
      ['pourTea.codes', 'pourTea/TEAPOT_EMPTY', ''],
      ['brewTea.successes', 'brewTea/success', 'system-out'],
      ['brewTea.parameters', 'brewTea/limit/0', 'failure'],
      ['brewTea.routing', 'brewTea/routing/deep', 'error'],
    ]);
    expect(only(root, 'testcase')[0]?.attributes.time).toBe('0.012');
    expect(only(root, 'testsuite')[0]?.attributes.timestamp).toBe('2026-01-02T03:04:05');
  });

  test('failure, error, skipped and warning say why', () => {
    const root = parse(renderJunit(SAMPLE));
    const [failure] = only(root, 'failure');
    expect(failure?.attributes).toEqual({
      type: 'code',
      message: 'code: expected status 418 with TEAPOT_EMPTY, actual status 418 with "TEAPOT_FULL"',
    });
    expect(failure?.text).toContain(`repeat    ${SAMPLE.faults[0]?.evidence?.curl}\n`);
    expect(failure?.text).toContain("\n418 I'm a Teapot\ncontent-type: application/json\n");
    expect(failure?.text).not.toContain('Kettle');
    expect(only(root, 'system-out')[0]?.text).toContain('should    the header Kettle\n');
    const [error] = only(root, 'error');
    expect(error?.attributes.message).toBe('the tester failed: Error: no tea');
    expect(error?.text).toContain('\n    at brew (tea.ts:1:1)');
    expect(only(root, 'skipped')[0]?.attributes.message).toMatch(/^the profile kitchen has no way/);
  });

  test('a known failure is skipped, a stale one fails', () => {
    const root = parse(renderJunit(SAMPLE));
    expect(wrongWith(root)).toEqual([]);
    expectRightCounts(root);
    const named = (name: string) => only(root, 'testcase').find(({ attributes }) => attributes.name === name);
    const [known] = named('brewTea/limit/0')?.children ?? [];
    expect([known?.tag, known?.attributes.message]).toEqual([
      'skipped',
      'known failure: code: expected status 418 with TEAPOT_EMPTY, actual status 418 with "TEAPOT_LOST"',
    ]);
    const [stale] = named('brewTea/limit/1')?.children ?? [];
    expect([stale?.tag, stale?.attributes.type]).toEqual(['failure', 'verdict']);
  });

  test('a verdict that no case explains is a failure all the same', () => {
    const results = SAMPLE.results.filter(({ outcome }) => outcome === 'warning');
    const report: Report = { ...CLEAN, results, counts: { ...CLEAN.counts, passed: 0, warning: 1 } };
    expect(parse(renderJunit(report)).attributes.failures).toBe('0');
    const strict = parse(renderJunit({ ...report, conformant: false }));
    expect(wrongWith(strict)).toEqual([]);
    expectRightCounts(strict);
    expect(only(strict, 'failure').map(({ attributes }) => attributes.message)).toEqual([
      'not conformant: 1 warning, 0 not exercised',
    ]);
  });

  test('a clean report has no verdict but the cases', () => {
    const root = parse(renderJunit(CLEAN));
    expect(wrongWith(root)).toEqual([]);
    expect(only(root, 'testcase').flatMap(({ children }) => children)).toEqual([]);
  });

  test('no text of an answer is markup, and what XML cannot hold is gone', () => {
    const root = parse(renderJunit(HOSTILE_REPORT));
    expect(wrongWith(root)).toEqual([]);
    expect(all(root)).toHaveLength(all(parse(renderJunit(SAMPLE))).length);
    const held = ['\u0000', '\u001b', '\ud800', '\uffff'].reduce(
      (text, none) => text.replaceAll(none, ''),
      HOSTILE,
    );
    expect(HOSTILE.length - held.length).toBe(4);
    // An id stands in an attribute: line ends and all.
    expect(only(root, 'testcase')[0]?.attributes.name).toBe(`brewTea/TEAPOT_EMPTY${held}`);
    expect(only(root, 'error')[0]?.text).toBe(`${SAMPLE.results.at(-1)?.reason}${held}`);
  });

  test('a run against a faulty server', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === undefined) outgoing.body = '\u0000\u001b<not json>]]>';
      },
    });
    const profile = loadProfile('sandbox', contract);
    const report = await verify({ contract, target: mutant.url, profile, timeoutMs: 20_000 });
    await mutant.close();
    const root = parse(renderJunit(report));
    expect(wrongWith(root)).toEqual([]);
    expectRightCounts(root);
    expect(only(root, 'testcase')).toHaveLength(report.results.length);
    expect(only(root, 'failure')).toHaveLength(report.counts.failed);
    expect(report.counts.failed).toBeGreaterThan(10);
  });
});
