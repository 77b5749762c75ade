/**
 * Every pattern takes time linear in the text. The check is static: it analyzes the automaton of each pattern, and runs
 * no pattern.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { STATUS_PATTERNS } from '../../src/reference/statuses-in-text.ts';
import { ROOT } from '../helpers/project.ts';

type Recheck = typeof import('recheck');
let recheck: Recheck;
beforeAll(async () => {
  // The other backends start a process.
  process.env.RECHECK_BACKEND = 'pure';
  recheck = await import('recheck');
});

/** Larger repetitions make the automaton too large to analyze. */
const ANALYZED = 8;

/** The most repetitions of a part of a pattern. */
const MAX_REPETITIONS = 1000;

const ESCAPES_AND_CLASSES = /\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]/gs;

/**
 * Returns why the time of a pattern may be more than linear; undefined if it is linear. A match of a pattern in which
 * every repetition is bounded has a bounded length, so each place of the text takes a bounded time.
 */
function problemOf(source: string, flags: string): string | undefined {
  const plain = source.replace(ESCAPES_AND_CLASSES, 'x');
  const bounds = [...plain.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, least, most]) => Number(most ?? least));
  const largest = Math.max(0, ...bounds);
  const isBounded = !/[*+]|\{\d+,\}/.test(plain);
  if (largest > MAX_REPETITIONS) return `more than ${MAX_REPETITIONS} repetitions`;
  if (isBounded) return undefined;
  if (largest > ANALYZED) return `an unbounded repetition together with more than ${ANALYZED} repetitions`;
  const result = recheck.checkSync(source, flags, { timeout: 20_000, randomSeed: 1 });
  if (result.status === 'safe') return undefined;
  return result.status === 'vulnerable' ? result.complexity.summary : result.status;
}

/** Returns the patterns in the sources, by their file. */
function patternsOf(file: string): [source: string, flags: string][] {
  const patterns: [string, string][] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      patterns.push([node.text.slice(1, end), node.text.slice(end + 1)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest));
  return patterns;
}

describe('the check finds patterns that are not linear', () => {
  test.for([
    ['(a+)+$', ''],
    ['\\b[\\w-]+\\.(?:local|lan)\\b', 'i'],
    [' +\\.$', ''],
    ['a{1,60}b+', ''],
    ['a{1,5000}b', ''],
  ] as const)('%s', ([source, flags]) => {
    expect(problemOf(source, flags)).toBeDefined();
  });
});

/** Patterns that see only texts of the program that uses the package. */
const OWN_TEXTS = new Set(['src/client/read-options.ts: /\\/+$/: 2nd degree polynomial']);

test('every pattern of the package is linear', { timeout: 120_000 }, () => {
  const checked = new Set<string>();
  const problems: string[] = [];
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((each) => each.endsWith('.ts'))) {
    const file = join('src', name);
    for (const [source, flags] of patternsOf(file)) {
      const pattern = `/${source}/${flags}`;
      if (checked.has(pattern)) continue;
      checked.add(pattern);
      const problem = problemOf(source, flags);
      if (problem !== undefined) problems.push(`${file}: ${pattern}: ${problem}`);
    }
  }
  expect(problems.filter((problem) => !OWN_TEXTS.has(problem))).toEqual([]);
});

test.for(STATUS_PATTERNS.map(({ source, flags }) => [source, flags] as const))(
  'a pattern that is made of parts is linear: %s',
  ([source, flags]) => {
    expect(problemOf(source, flags)).toBeUndefined();
  },
);
