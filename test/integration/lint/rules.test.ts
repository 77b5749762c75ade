import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../../scripts/lint/plugin.ts';
import { CASES, GROWN_SPEC } from './cases.ts';
import { type Finding, lintChanged, lintSpec } from './spec-copy.ts';

const isOwn = (rule: string) => Object.hasOwn(rules, rule);

/** Lints all cases: two processes for the plugin and `struct`, and a third for the other rules of Redocly. */
async function lintAll(): Promise<Finding[][]> {
  const others = CASES.findIndex(({ rule }) => !isOwn(rule) && rule !== 'struct');
  const half = Math.ceil(others / 2);
  const parts = [
    lintChanged(CASES.slice(0, half), 'plugin'),
    lintChanged(CASES.slice(half, others), 'plugin'),
    lintChanged(CASES.slice(others), 'all'),
  ];
  return (await Promise.all(parts)).flat();
}

describe('lint', () => {
  let found: Finding[][];

  beforeAll(async () => {
    found = await lintAll();
    // Hundreds of copies take several times as long on a busy machine.
  }, 300_000);

  // Other rules may report the same fault.
  it.each(CASES.map((fault, index) => ({ ...fault, index })))(
    '$rule reports $name',
    ({ rule, file, message, index }) => {
      expect(found[index]).toContainEqual({
        rule: isOwn(rule) ? `social-data/${rule}` : rule,
        file: `spec/${file}`,
        message: expect.stringMatching(message),
      });
    },
  );

  it('reports nothing for the larger API', async () => {
    expect(await lintChanged([{ spec: GROWN_SPEC, edit: () => {} }], 'all')).toEqual([[]]);
  });

  it('reports nothing for the spec, with the command of `npm run lint`', async () => {
    expect(await lintSpec()).toEqual([]);
  });

  it('has a failing example for each rule of the plugin', () => {
    expect(Object.keys(rules).filter((name) => !CASES.some(({ rule }) => rule === name))).toEqual([]);
  });
});
