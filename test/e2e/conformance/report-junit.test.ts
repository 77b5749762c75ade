/** Parses the JUnit report with Python's XML parser and checks it against the schema that Jenkins uses. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { renderJunit } from '../../../src/conformance/report/junit.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import { contract } from '../../helpers/project.ts';
import { CLEAN, HOSTILE, HOSTILE_REPORT, SAMPLE } from '../../helpers/sample-report.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

interface Element {
  tag: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** Python's parser (expat) is strict and available on most machines. */
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

/** The parts of junit-10.xsd (xUnit plugin of Jenkins) that the report uses: attributes (required ones with !), children. */
const SCHEMA: Record<string, { attributes: string; children: string }> = {
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

/** Returns the violations of the schema. */
function violations(root: Element): string[] {
  return all(root).flatMap(({ tag, attributes, children }) => {
    const { attributes: known = '', children: inner = '' } = SCHEMA[tag] ?? {};
    const names = known.split(' ').map((name) => name.replace('!', ''));
    const required = known.split(' ').filter((name) => name.endsWith('!'));
    return [
      ...(tag in SCHEMA ? [] : [`the element ${tag} is unknown`]),
      ...Object.keys(attributes)
        .filter((name) => !names.includes(name))
        .map((name) => `${tag} has the unknown attribute ${name}`),
      ...required
        .filter((name) => !(name.slice(0, -1) in attributes))
        .map((name) => `${tag} lacks the attribute ${name}`),
      ...children
        .filter((child) => !inner.split(' ').includes(child.tag))
        .map((child) => `${tag} has the child ${child.tag}`),
      ...('time' in attributes && !/^\d+\.\d{3}$/.test(attributes.time ?? '')
        ? [`${tag} has the time ${attributes.time}`]
        : []),
    ];
  });
}

/** Expects that the counts of each suite match its elements, and that the totals match the suites. */
function expectCorrectCounts(root: Element): void {
  const suites = only(root, 'testsuite');
  for (const suite of suites) {
    const { tests, failures, errors, skipped } = suite.attributes;
    const counted = ['testcase', 'failure', 'error', 'skipped'].map((tag) => String(only(suite, tag).length));
    expect([tests, failures, errors, skipped], suite.attributes.name).toEqual(counted);
  }
  for (const name of ['tests', 'failures', 'errors']) {
    const sum = suites.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
    expect(Number(root.attributes[name]), name).toBe(sum);
  }
}

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('Skipped: the tests of the JUnit report, because python3 is not installed.');

describe.skipIf(!python)('the JUnit report', () => {
  test('has one suite for each group of an operation and one test case for each case', () => {
    const root = parse(renderJunit({ ...SAMPLE, runFailures: [] }));
    expect(violations(root)).toEqual([]);
    expectCorrectCounts(root);
    expect(root.attributes).toEqual({
      name: 'Tea API 1.0.0',
      tests: '6',
      failures: '1',
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
      ['brewTea.parameters', 'brewTea/limit/0', 'skipped'],
      ['brewTea.routing', 'brewTea/routing/deep', 'error'],
    ]);
    expect(only(root, 'testcase')[0]?.attributes.time).toBe('0.012');
    expect(only(root, 'testsuite')[0]?.attributes.timestamp).toBe('2026-01-02T03:04:05');
  });

  test('failures, errors, skipped cases and warnings have a reason', () => {
    const root = parse(renderJunit(SAMPLE));
    const [failure] = only(root, 'failure');
    expect(failure?.attributes).toEqual({
      type: 'code',
      message:
        'The response has the wrong error code `TEAPOT_FULL`: expected status 418 with TEAPOT_EMPTY, actual status 418 with "TEAPOT_FULL"',
    });
    expect(failure?.text).toContain(`repeat    ${SAMPLE.faults[0]?.evidence?.curl}\n`);
    expect(failure?.text).toContain("\n418 I'm a Teapot\ncontent-type: application/json\n");
    expect(failure?.text).not.toContain('Kettle');
    expect(only(root, 'system-out')[0]?.text).toContain(
      'The header `Kettle` is missing\nexpected  the header Kettle\n',
    );
    const [error] = only(root, 'error');
    expect(error?.attributes.message).toBe('the tester failed: Error: no tea');
    expect(error?.text).toContain('\n    at brew (tea.ts:1:1)');
    expect(only(root, 'skipped')[0]?.attributes.message).toMatch(
      /^the profile kitchen does not say how to provoke/,
    );
  });

  test('a known failure is skipped; a failure of the run is a test case', () => {
    const root = parse(renderJunit(SAMPLE));
    expect(violations(root)).toEqual([]);
    expectCorrectCounts(root);
    const named = (name: string) => only(root, 'testcase').find(({ attributes }) => attributes.name === name);
    const [known] = named('brewTea/limit/0')?.children ?? [];
    expect([known?.tag, known?.attributes.message]).toEqual([
      'skipped',
      'known failure: The response has the wrong error code `TEAPOT_FULL`: expected status 418 with TEAPOT_EMPTY, actual status 418 with "TEAPOT_LOST"',
    ]);
    const failures = all(root).filter(({ attributes }) => attributes.type === 'run');
    expect(failures.map(({ tag, attributes }) => [tag, attributes.message])).toEqual(
      SAMPLE.runFailures.map((message) => ['failure', message]),
    );
  });

  test('a report without faults has no failures', () => {
    const root = parse(renderJunit(CLEAN));
    expect(violations(root)).toEqual([]);
    expect(only(root, 'testcase').flatMap(({ children }) => children)).toEqual([]);
  });

  test('response text is escaped, and characters that XML does not allow are removed', () => {
    const root = parse(renderJunit(HOSTILE_REPORT));
    expect(violations(root)).toEqual([]);
    expect(all(root)).toHaveLength(all(parse(renderJunit(SAMPLE))).length);
    const allowed = ['\u0000', '\u001b', '\ud800', '\uffff'].reduce(
      (text, character) => text.replaceAll(character, ''),
      HOSTILE,
    );
    expect(HOSTILE.length - allowed.length).toBe(4);
    // The id is an attribute, in which line breaks must be kept.
    expect(only(root, 'testcase')[0]?.attributes.name).toBe(`brewTea/TEAPOT_EMPTY${allowed}`);
    expect(only(root, 'error')[0]?.text).toBe(`${SAMPLE.results.at(-1)?.reason}${allowed}`);
  });

  test('a run against a faulty server is valid', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === undefined) outgoing.body = '\u0000\u001b<not json>]]>';
      },
    });
    const profile = loadProfile('sandbox', contract);
    const report = await verify({ contract, target: mutant.url, profile, timeoutMs: 20_000 });
    await mutant.close();
    const root = parse(renderJunit(report));
    expect(violations(root)).toEqual([]);
    expectCorrectCounts(root);
    expect(only(root, 'testcase')).toHaveLength(report.results.length);
    expect(only(root, 'failure')).toHaveLength(report.counts.failed);
    expect(report.counts.failed).toBeGreaterThan(10);
  });
});
