/**
 * Every pattern takes time linear in the text. The check is static: it analyzes the automaton of each pattern, and runs
 * no pattern.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { formats } from '../../src/contract/formats.ts';
import { STATUS_PATTERNS } from '../../src/reference/statuses-in-text.ts';
import { contract, ROOT } from '../helpers/project.ts';

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

/** Returns the alternatives of a pattern. The time of a pattern is the sum of the times of its alternatives. */
function alternativesOf(source: string): string[] {
  let depth = 0;
  let start = 0;
  const alternatives: string[] = [];
  // Of the same length, without the characters that have no special meaning.
  const plain = source.replace(ESCAPES_AND_CLASSES, (text) => 'x'.repeat(text.length));
  for (const [at, character] of [...plain].entries()) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      alternatives.push(source.slice(start, at));
      start = at + 1;
    }
  }
  return [...alternatives, source.slice(start)];
}

/**
 * Returns why the time of a pattern may be more than linear; undefined if it is linear. A match of a pattern in which
 * every repetition is bounded has a bounded length, so each place of the text takes a bounded time.
 */
function problemOf(source: string, flags: string): string | undefined {
  for (const alternative of alternativesOf(source)) {
    const plain = alternative.replace(ESCAPES_AND_CLASSES, 'x');
    const bounds = [...plain.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, least, most]) =>
      Number(most ?? least),
    );
    const largest = Math.max(0, ...bounds);
    if (largest > MAX_REPETITIONS) return `more than ${MAX_REPETITIONS} repetitions in ${alternative}`;
    if (!/[*+]|\{\d+,\}/.test(plain)) continue;
    if (largest > ANALYZED)
      return `an unbounded repetition with more than ${ANALYZED} others in ${alternative}`;
    // A sticky pattern is tried at one place only.
    const analyzed = flags.includes('y') ? `^(?:${alternative})` : alternative;
    // The other checker is a fuzzer, which gives no proof.
    const result = recheck.checkSync(analyzed, flags.replace('y', ''), {
      checker: 'automaton',
      timeout: 20_000,
    });
    if (result.status === 'safe') continue;
    return `${result.status === 'vulnerable' ? result.complexity.summary : result.status}: ${alternative}`;
  }
  return undefined;
}

/** A pattern, or the place of one that is built from a text. */
type Found = { source: string; flags: string } | { built: string };

/** Returns the patterns in a source file. */
function patternsOf(file: string): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (ts.isIdentifier(node) && node.text === 'RegExp' && isCalled(node)) {
      found.push({ built: node.parent.getText() });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function isCalled({ parent }: ts.Node): boolean {
  return ts.isNewExpression(parent) || ts.isCallExpression(parent);
}

describe('the check finds patterns that are not linear', () => {
  test.for([
    ['(a+)+$', ''],
    ['[\\w-]+\\.local', 'i'],
    [' +\\.$', ''],
    ['a{1,60}b+', ''],
    ['a{1,5000}b', ''],
  ] as const)('%s', ([source, flags]) => {
    expect(problemOf(source, flags)).toBeDefined();
  });
});

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name));

test('every pattern of the package is linear', { timeout: 120_000 }, () => {
  const files = new Map<string, string>();
  for (const file of sources) {
    for (const found of patternsOf(file)) {
      if ('source' in found) files.set(`/${found.source}/${found.flags}`, file);
    }
  }
  const problems = [...files].flatMap(([pattern, file]) => {
    const end = pattern.lastIndexOf('/');
    const problem = problemOf(pattern.slice(1, end), pattern.slice(end + 1));
    return problem === undefined ? [] : [`${file}: ${pattern}: ${problem}`];
  });
  expect(files.size).toBeGreaterThan(100);
  expect(problems).toEqual([]);
});

/** Modules that build patterns: from their own constants, and with the engine for the patterns of a spec. */
const BUILDERS = [
  'src/contract/linear-pattern.ts',
  'src/reference/split-head.ts',
  'src/reference/statuses-in-text.ts',
];

test('no other module builds a pattern from a text', () => {
  const built = sources.filter((file) => patternsOf(file).some((found) => 'built' in found));
  expect(built.map((file) => file.replaceAll('\\', '/')).toSorted()).toEqual(BUILDERS);
});

test.for(STATUS_PATTERNS.map(({ source, flags }) => [source, flags] as const))(
  'a pattern that is made of parts is linear: %s',
  ([source, flags]) => {
    expect(problemOf(source, flags)).toBeUndefined();
  },
);

/** The automaton does not support their look-around. Both begin with `^`, and no part of them can match in two ways. */
const NOT_ANALYZED = ['duration', 'hostname'];

test('the patterns of the formats are linear', { timeout: 120_000 }, () => {
  const patterns = Object.entries(formats).flatMap(([name, format]) =>
    format instanceof RegExp && !NOT_ANALYZED.includes(name) ? [{ name, format }] : [],
  );
  expect(patterns.length).toBeGreaterThan(5);
  const problems = patterns.flatMap(({ name, format: { source, flags } }) => {
    const problem = problemOf(source, flags);
    return problem === undefined ? [] : [`${name}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test('the patterns of the bundle are linear in the engine of JavaScript, which the prepared validators use', () => {
  const problems: string[] = [];
  JSON.stringify(contract.document, (key, value) => {
    const problem = key === 'pattern' && typeof value === 'string' ? problemOf(value, 'u') : undefined;
    if (problem !== undefined) problems.push(`${value}: ${problem}`);
    return value;
  });
  expect(problems).toEqual([]);
});
