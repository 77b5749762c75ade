/** The profile that `verify --init` writes: it is valid, also with all its examples, and has every key of the schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkProfile } from '../../../../src/conformance/profile/profile.ts';
import { profileTemplate } from '../../../../src/conformance/profile/template.ts';
import schema from '../../../../src/conformance/schemas/profile.schema.json' with { type: 'json' };
import type { JsonObject } from '../../../../src/contract/document.ts';
import { cli } from '../../../helpers/program.ts';
import { contract, temporaryFolder } from '../../../helpers/project.ts';

const text = profileTemplate(contract, 'profile.schema.json');

/** The template with all its examples. An example starts with a key after the `#`, and text with one space. */
const complete = text.replace(/^( *)#(?! \S)/gm, '$1');

const env = { API_TOKEN: 'works-4711', OTHER_TOKEN: 'empty-4711', ADMIN_TOKEN: 'admin-4711' };

/** Returns the keys that a value has at any depth. */
function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysIn)];
}

/** Returns all properties that a schema describes, with their names. */
function propertiesIn(node: unknown): [name: string, schema: object][] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties, ...rest } = node as { properties?: JsonObject };
  // A property with the schema `false` is not allowed.
  const own = Object.entries(properties ?? {}).filter(
    (entry): entry is [string, JsonObject] => entry[1] !== false,
  );
  return [...own, ...[...own.map(([, inner]) => inner), ...Object.values(rest)].flatMap(propertiesIn)];
}

test('it is valid as it is, and with all its examples', () => {
  expect(checkProfile(parse(text), 'init.yaml', contract, env).name).toBe('my server');
  const profile = checkProfile(parse(complete), 'init.yaml', contract, env);
  expect(profile.headers).not.toEqual({});
  expect(profile.always).toBe(true);
});

test('it has every key of the schema', () => {
  const names = [...new Set(propertiesIn(schema).map(([name]) => name))];
  expect(names).toEqual(expect.arrayContaining(['tokens', 'capture', 'env', 'operations', 'url']));
  const keys = keysIn(parse(complete));
  expect(names.filter((name) => !keys.includes(name))).toEqual([]);
  expect(keys).toContain('default');
});

test('every key has a description in the schema, for editors', () => {
  const undescribed = propertiesIn(schema).filter(
    ([, inner]) => !('description' in inner || '$ref' in inner),
  );
  expect(undescribed).toEqual([]);
});

test('its first line names the schema', async () => {
  const file = join(temporaryFolder('init'), 'profile.yaml');
  expect((await cli('verify', '--init', file)).status).toBe(0);
  const [first] = readFileSync(file, 'utf8').split('\n');
  expect(first).toMatch(
    /^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/social-data-contract@\d+\.\d+\.\d+\/dist\/schemas\/profile\.schema\.json$/,
  );
});

test('--init writes no YAML into a module', async () => {
  const { status, stderr } = await cli('verify', '--init', join(temporaryFolder('init'), 'profile.mjs'));
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('--init writes YAML') });
});
