import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../../scripts/lint/plugin.js';
import { CASES } from './cases/index.ts';
import { type Finding, lintBroken, lintSpec } from './spec-copy.ts';

/** All cases are linted together, some 30 ms each; the rest is patience with a busy machine. */
const TIMEOUT = 120_000;

/** The name of a rule as findings have it: those of the plugin with its id before it. */
const idOf = (rule: string) => (Object.hasOwn(rules, rule) ? `social-data/${rule}` : rule);

describe('lint', () => {
  let findings: Finding[][];

  beforeAll(async () => {
    findings = await lintBroken(CASES.map((fault) => fault.break));
  }, TIMEOUT);

  it.each(CASES.map((fault, index) => ({ ...fault, index })))(
    '$rule: $name',
    ({ rule, file, says, times = 1, index }) => {
      // One fault is one finding: who mends it must not have to sort out which of several is the cause.
      expect(findings[index]).toEqual(Array(times).fill(expect.objectContaining({ rule: idOf(rule) })));
      const first = findings[index]?.[0];
      expect(first?.file).toBe(file);
      for (const words of says) expect(first?.message).toMatch(words);
    },
  );

  it('has nothing to say of the spec as it is', { timeout: TIMEOUT }, async () => {
    expect(await lintSpec()).toEqual([]);
  });

  it('proves every rule of the plugin', () => {
    const proven = new Set(CASES.map(({ rule }) => rule));
    expect(Object.keys(rules).filter((rule) => !proven.has(rule))).toEqual([]);
  });
});
