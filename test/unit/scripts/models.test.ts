/** The names of the schemas, and the values of their enums. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { writeModels } from '../../../scripts/build/models.ts';
import { openProject } from '../../../scripts/lib/project.ts';
import { isObject } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { type components, isPlatform, type Platform, type Post, platforms } from '../../../src/index.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';

const { components: all } = contract.document;
const schemas = isObject(all) && isObject(all.schemas) ? all.schemas : {};

/** Writes the models of a contract with these schemas, and returns the file. */
function modelsOf(extra: Record<string, object>, taken: string[] = []): string {
  const generated = temporaryFolder('models');
  const document = { ...contract.document, components: { schemas: { ...schemas, ...extra } } };
  writeModels({ ...openProject(), generated }, { ...contract, document } as Contract, taken);
  return readFileSync(join(generated, 'models.ts'), 'utf8');
}

test('the package exports the platforms of the spec, their type and a guard', () => {
  const { Platform: schema } = schemas;
  expect(platforms).toEqual(isObject(schema) && schema.enum);
  for (const platform of platforms) expect(isPlatform(platform)).toBe(true);
  for (const other of [
    '',
    platforms[0].toUpperCase(),
    'constructor',
    0,
    null,
    undefined,
    [platforms[0]],
    {},
  ]) {
    expect(isPlatform(other)).toBe(false);
  }
  expectTypeOf<Platform>().toEqualTypeOf<(typeof platforms)[number]>();
  expectTypeOf<Post>().toEqualTypeOf<components['schemas']['Post']>();
});

test('each schema has a type, except those of the codes', () => {
  const types = [...modelsOf({}).matchAll(/^export type (\w+) =/gm)].map(([, name]) => name);
  const codes = contract.errors.map(({ code }) => code);
  expect(types.sort()).toEqual(
    Object.keys(schemas)
      .filter((name) => !codes.includes(name))
      .sort(),
  );
});

test.each(['Result', 'ApiError', 'CallOptions', 'ErrorCode'])(
  'a schema %s would be hidden by the export of the client',
  (name) => {
    expect(() => modelsOf({ [name]: { type: 'object' } })).toThrow(
      `The client exports ${name} for something else. Rename the schema ${name}.`,
    );
  },
);

test('a new enum has its list and guard; an enum with null or numbers has only its type', () => {
  const text = modelsOf({
    Category: { type: 'string', enum: ['a'] },
    'post-status': { type: 'string', enum: ['b'] },
    Nullable: { enum: ['c', null] },
  });
  expect(text).toContain('export const categories = ["a"] as const');
  expect(text).toContain('export function isCategory(value: unknown): value is Category');
  expect(text).toContain('export type PostStatus = components[\'schemas\']["post-status"];');
  expect(text).toContain('export const postStatuses = ["b"] as const');
  expect(text).toContain('export type Nullable');
  expect(text).not.toContain('isNullable');
});

test.each([
  ['Client', 'Client', 'an export of the client'],
  ['post', 'Post', 'another schema'],
])('the schema %s, whose type %s would have the name of %s, stops the build', (schema, name) => {
  const message = `The client exports ${name} for something else. Rename the schema ${schema}.`;
  expect(() => modelsOf({ [schema]: {} }, ['Client'])).toThrow(message);
});
