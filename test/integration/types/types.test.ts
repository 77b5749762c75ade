/** The package's types as a consumer has them: under three compilers, each under every way to find a module. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { COMPILERS, compile, installPackage, type Message, SETTING_NAMES } from './consumer.ts';
import { generatedCalls, generatedProgram } from './generated-program.ts';

const source = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const codes = contract.errors.map(({ code }) => code);
/** Programs that must compile as they are; a mistake in them stands under `@ts-expect-error`. */
const correct = {
  'uses.ts': source('uses.ts'),
  'catalogue-uses.ts': source('catalogue-uses.ts'),
  'calls.ts': generatedCalls(),
  'all-codes.ts': generatedProgram(),
};
const lacking = Object.fromEntries(codes.map((code) => [`${code}.ts`, generatedProgram(code)]));

/** The messages for a file, without the settings that they stand under. */
const of = (messages: readonly Message[], file: string) =>
  messages.filter((message) => message.file === file).map(({ code, text }) => `${code}: ${text}`);

let found: Record<string, Message[]> = {};
beforeAll(async () => {
  const folder = await installPackage();
  const compiling = COMPILERS.map(async (compiler) => [
    compiler,
    await compile(folder, compiler, { ...correct, ...lacking }),
  ]);
  found = Object.fromEntries(await Promise.all(compiling));
  // Three compilers on cores that are shared with all the other tests.
}, 300_000);

describe.each(COMPILERS)('%s', (compiler) => {
  describe.each(SETTING_NAMES)('%s', (setting) => {
    const messages = () => found[compiler]?.filter((message) => message.setting === setting) ?? [];

    test('correct uses compile, each mistake is refused, and the declarations have no fault', () => {
      expect(messages().filter(({ file }) => !(file in lacking))).toEqual([]);
    });

    test.each(codes)('where %s is left out, the compiler names it', (code) => {
      const [inTable, ...others] = of(messages(), `${code}.ts`).sort().reverse();
      expect(inTable).toContain(`TS2741: Property '${code}' is missing`);
      expect(others.shift()).toContain('TS2366: Function lacks ending return statement');
      expect(others).toHaveLength(contract.operations.filter((its) => its.codes.includes(code)).length);
      for (const message of others) {
        expect(message).toMatch(/^TS2322: .* to type 'never'/s);
        expect(message).toContain(`code: "${code}"`);
      }
    });
  });
});

describe('a package whose types are broken is noticed', () => {
  const [code = ''] = codes;
  const values = contract.operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema.enum));
  const [value = ''] = values.find(Array.isArray) ?? [];

  test.each<[string, RegExp, string]>([
    ['any value of a parameter', new RegExp(`"${value}" \\|`), 'string |'],
    ['any code', new RegExp(`code: "${code}";`), 'code: string;'],
    ['fields that are always there', /Partial</g, 'Required<'],
    ['no types at all', /^[\s\S]*$/, 'export declare const createClient: any; export type Client = any;'],
    ['another file than the one that is there', /from '\.\/(\w+)\.ts'/g, "from './$1-gone.ts'"],
  ])('%s', async (_, pattern, replacement) => {
    let changed = 0;
    const folder = await installPackage((file, text) => {
      const broken = /conformance|contract\//.test(file) ? text : text.replace(pattern, replacement);
      if (broken !== text) changed++;
      return broken;
    });
    expect(changed).toBeGreaterThan(0);
    expect(await compile(folder, 'ts7', correct, ['nodenext'])).not.toEqual([]);
  });
});
