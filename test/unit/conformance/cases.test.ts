/** The cases as data: valid by their schema, with stable ids, and covering what the spec has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Case } from '../../../src/conformance/types.ts';
import { contract, ROOT } from '../../helpers/project.ts';

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const suite = read('generated/cases.json') as { cases: Case[] };
const validate = new Ajv2020({ strict: false }).compile(read('src/conformance/schemas/cases.schema.json'));

test('generated/cases.json is valid by its schema', () => {
  expect(validate(suite), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

test('the schema can refuse', () => {
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

test('ids are unique, and no glob', () => {
  const ids = suite.cases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\w./-]+$/);
});

test('every operation has every code, and every parameter that can be wrong both sides of its constraints', () => {
  for (const operation of contract.operations) {
    const own = suite.cases.filter((item) => item.operation === operation.id);
    for (const { code } of contract.errors)
      expect(
        own.some(({ provoke }) => provoke === code),
        code,
      ).toBe(true);
    for (const parameter of operation.parameters.filter(({ invalid }) => invalid !== undefined)) {
      const refused = own.filter(
        ({ group, id }) => group === 'parameters' && id.includes(`/${parameter.name}/`),
      );
      expect(refused.length, parameter.name).toBeGreaterThan(10);
      const taken = own.filter(({ id }) => id.includes(`/success/${parameter.name}/`));
      expect(taken.length, parameter.name).toBeGreaterThan(2);
    }
  }
});

test('both operations are tested alike', () => {
  const names = contract.operations.map(({ id, parameters }) => {
    const own = suite.cases
      .filter(({ operation }) => operation === id)
      .map((item) => item.id.slice(id.length));
    expect(parameters.length).toBeGreaterThan(0);
    return own;
  });
  for (const other of names) expect(other).toEqual(names[0]);
});
