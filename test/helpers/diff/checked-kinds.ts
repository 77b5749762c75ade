/** The checks that every kind of change must pass. */
import { expect } from 'vitest';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import type { Bundle } from './bundle.ts';
import { judged, type Verdict } from './judge.ts';

/** Expects the verdict of a change, places that exist, and the same changes if a text changes too. */
export function expectVerdict(old: Bundle, next: Bundle, expected: Verdict): void {
  const { verdict, changes } = judged(old, next);
  const reported = changes.map(({ kind, subject, message }) => `${kind}: ${subject} ${message}`);
  expect(verdict, reported.join('\n')).toBe(expected);
  for (const [pointer, document] of changes.flatMap((one) => [
    [one.old, old] as const,
    [one.new, next] as const,
  ]))
    if (pointer !== undefined) expect(valueAt(document, pointer.slice(1)), pointer).toBeDefined();
  const worded = structuredClone(next);
  worded.info.description = 'Other words.';
  const [schema] = Object.values<Bundle>(worded.components.schemas);
  schema.description = 'Other words.';
  const beside = judged(old, worded);
  expect(beside.verdict).toBe(expected === 'none' ? 'patch' : expected);
  const rest = (all: typeof changes) => all.filter(({ kind }) => kind !== 'text-changed');
  expect(rest(beside.changes)).toEqual(rest(changes));
}
