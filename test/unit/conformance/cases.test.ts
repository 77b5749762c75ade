/** Checks generated/cases.json: it is valid, its ids are unique, and it covers the whole spec. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Case } from '../../../src/conformance/types.ts';
import { contract, ROOT } from '../../helpers/project.ts';

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const suite = read('generated/cases.json') as { cases: Case[] };
const validate = new Ajv2020({ strict: false }).compile(read('src/conformance/schemas/cases.schema.json'));

test('generated/cases.json is valid against cases.schema.json', () => {
  expect(validate(suite), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

test('cases.schema.json rejects an invalid case', () => {
  const [first] = suite.cases;
  for (const change of [
    { level: 'MAY' },
    { group: 'others' },
    { expect: { kind: 'error' } },
    { surprise: 1 },
  ]) {
    expect(validate({ ...suite, cases: [{ ...first, ...change }] })).toBe(false);
  }
});

test('case ids are unique and contain no glob characters', () => {
  const ids = suite.cases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\w./-]+$/);
});

test('every operation has a case for every code, and valid and invalid values for every constrained parameter', () => {
  for (const operation of contract.operations) {
    const cases = suite.cases.filter((item) => item.operation === operation.id);
    for (const { code } of contract.errors)
      expect(
        cases.some((item) => item.code === code),
        code,
      ).toBe(true);
    for (const parameter of operation.parameters.filter(({ invalid }) => invalid !== undefined)) {
      const rejected = cases.filter(
        ({ group, id }) => group === 'parameters' && id.includes(`/${parameter.name}/`),
      );
      expect(rejected.length, parameter.name).toBeGreaterThan(10);
      const accepted = cases.filter(({ id }) => id.includes(`/success/${parameter.name}/`));
      expect(accepted.length, parameter.name).toBeGreaterThan(2);
    }
  }
});

test('all operations have the same cases, except for the shapes of tokens and paths, which one operation tests', () => {
  const names = contract.operations.map(({ id, parameters }) => {
    expect(parameters.length).toBeGreaterThan(0);
    return suite.cases
      .filter((item) => item.operation === id && !item.id.includes('/shape/'))
      .map((item) => item.id.slice(id.length));
  });
  const shapes = suite.cases.filter(({ id }) => id.includes('/shape/'));
  expect(new Set(shapes.map(({ operation }) => operation)).size).toBe(1);
  for (const other of names) expect(other).toEqual(names[0]);
});
