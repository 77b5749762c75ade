/** The types of the package in a consumer's project, with three compilers and every module resolution. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { COMPILERS, compile, installPackage, type Message, settingsOf } from './consumer.ts';
import { generatedCalls, generatedProgram } from './generated-program.ts';

const source = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const codes = contract.errors.map(({ code }) => code);
/** Programs that must compile. Their deliberate mistakes are marked with `@ts-expect-error`. */
const correct = {
  'uses.ts': source('uses.ts'),
  'catalogue-uses.ts': source('catalogue-uses.ts'),
  'calls.ts': generatedCalls(),
  'all-codes.ts': generatedProgram(),
};
const lacking = Object.fromEntries(codes.map((code) => [`${code}.ts`, generatedProgram(code)]));

/** Returns the messages for a file as text. */
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
  // Three compilers share the cores with all other tests.
}, 300_000);

describe.each(COMPILERS)('%s', (compiler) => {
  describe.each(settingsOf(compiler))('%s', (setting) => {
    const messages = () => found[compiler]?.filter((message) => message.setting === setting) ?? [];

    test('correct uses compile, each mistake is an error, and the declarations are valid', () => {
      expect(messages().filter(({ file }) => !(file in lacking))).toEqual([]);
    });

    test.each(codes)('if a program omits %s, the compiler names the code', (code) => {
      const [inTable, ...others] = of(messages(), `${code}.ts`).sort().reverse();
      expect(inTable).toContain(`TS2741: Property '${code}' is missing`);
      expect(others.shift()).toContain('TS2366: Function lacks ending return statement');
      expect(others).toHaveLength(
        contract.operations.filter((operation) => operation.codes.includes(code)).length,
      );
      for (const message of others) {
        expect(message).toMatch(/^TS2322: .* to type 'never'/s);
        expect(message).toContain(`code: "${code}"`);
      }
    });
  });
});

describe('the programs do not compile if the declarations have', () => {
  const [code = ''] = codes;
  const values = contract.operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema.enum));
  const [value = ''] = values.find(Array.isArray) ?? [];

  test.each<[string, RegExp, string]>([
    ['any string as the value of a parameter', new RegExp(`"${value}" \\|`), 'string |'],
    ['any string as a code', new RegExp(`code: "${code}";`), 'code: string;'],
    ['required fields of codes', /Partial</g, 'Required<'],
    ['only any', /^[\s\S]*$/, 'export declare const createClient: any; export type Client = any;'],
    ['imports of missing files', /from '\.\/(\w+)\.ts'/g, "from './$1-gone.ts'"],
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
