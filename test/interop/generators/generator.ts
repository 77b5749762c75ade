/** A generator of TypeScript as a row of data: how to run it and how to use its output. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { endOf, runProcess } from '../../../scripts/lib/spawn.ts';
import { type ApiResponse, acceptsCorrect, rejectsWrong } from '../responses.ts';
import { type Check, documentOf, type Fault, type Installed, type Tool, workFolder } from '../tool.ts';
import { compile } from './compile.ts';
import { programsFor, type Types } from './program.ts';

export interface Generator {
  name: string;
  use?: string;
  locked: string;
  /** The command in node_modules/.bin/ and its arguments. It runs in a folder with the document `openapi.yaml`. */
  command: readonly [string, ...string[]];
  /** The configuration that a user of the tool writes, by file name. */
  files?: Record<string, string>;
  /** The types of the output, which is in out/. */
  types?: Types;
  /** The module of the output that exports parsers or mocks. */
  module?: string;
  /** Checks of that module. */
  moduleChecks?: Record<string, (exports: Exports) => Promise<void>>;
  faults?: Record<string, Fault>;
}

/** The exports of a generated module. */
export type Exports = Record<string, unknown>;

export const COMPILES = 'compiles with --strict';
const CODES = 'exhaustive switch over the codes';
export const REJECTS_WRONG = 'rejects seven wrong responses';
const FIELDS = 'typed fields of each code';
export const SUCCESS = '`success` separates data and error';

/** The files of the programs, which the check of the output excludes. */
const PROGRAMS = ['codes.ts', 'fields.ts', 'success.ts'];
const DOCUMENT = 'openapi.yaml';
const LIMIT_MS = 120_000;

/** Returns the row of a generator with the checks that all generators have in common. */
export function generator({ types, module, moduleChecks = {}, faults, ...row }: Generator): Tool {
  const generate = once((installed: Installed) => runGenerator(row, installed));
  const compiled = once(async (installed: Installed) => {
    const folder = await generate(installed);
    const programs = types ? programsFor(types) : {};
    for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text);
    return compile(folder, [...outputsIn(folder), ...Object.keys(programs)]);
  });
  const load = once(async (installed: Installed) => importModule(await generate(installed), module ?? ''));

  /** Checks that the compiler reports nothing for the files. */
  const clean =
    (matches: (file: string) => boolean): Check =>
    async (installed) => {
      const messages = await compiled(installed);
      const [first] = [...messages].filter(([file]) => matches(file)).flatMap(([, texts]) => texts);
      if (first !== undefined) throw new Error(first);
    };
  return {
    ...row,
    reads: DOCUMENT,
    ...(faults && { faults }),
    checks: {
      [COMPILES]: clean((file) => !PROGRAMS.includes(file)),
      ...(types && {
        [CODES]: clean((file) => file === 'codes.ts'),
        [FIELDS]: clean((file) => file === 'fields.ts'),
        [SUCCESS]: clean((file) => file === 'success.ts'),
      }),
      ...Object.fromEntries(
        Object.entries(moduleChecks).map(([title, check]): [string, Check] => [
          title,
          async (installed) => check(await load(installed)),
        ]),
      ),
    },
  };
}

/** Returns the checks of a module that exports a parser for each response. `parse` throws for a wrong response. */
export function parserChecks(
  parse: (exports: Exports, response: ApiResponse) => unknown,
): Record<string, (exports: Exports) => Promise<void>> {
  return {
    'parses all examples': (exports) => acceptsCorrect((response) => parse(exports, response)),
    [REJECTS_WRONG]: (exports) => rejectsWrong((response) => parse(exports, response)),
  };
}

/** Runs the generator in a new folder, and returns the folder. */
async function runGenerator(
  { command: [program, ...args], files = {} }: Pick<Generator, 'command' | 'files'>,
  installed: Installed,
): Promise<string> {
  const folder = workFolder(installed);
  copyFileSync(documentOf({ reads: DOCUMENT }), join(folder, DOCUMENT));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  // Some of the tools do not create it.
  mkdirSync(join(folder, 'out'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const run = [join(folder, 'node_modules/.bin', program), ...args];
  // Most of these tools send usage data, which the variable turns off.
  const options = { cwd: folder, timeoutMs: LIMIT_MS, env: { DO_NOT_TRACK: '1', NO_COLOR: '1' } };
  const end = await runProcess(process.execPath, run, options);
  if (end.status !== 0) throw new Error(endOf(program, args, end));
  return folder;
}

function outputsIn(folder: string): string[] {
  const files = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => join('out', file));
}

/** Bundles a module of the output with its packages, and imports it. */
async function importModule(folder: string, module: string): Promise<Exports> {
  const outfile = join(folder, 'module.mjs');
  await build({
    absWorkingDir: folder,
    entryPoints: [module],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href) as Promise<Exports>;
}

/** Returns a function that runs only once. */
function once<T>(run: (installed: Installed) => Promise<T>): (installed: Installed) => Promise<T> {
  let result: Promise<T> | undefined;
  return (installed) => {
    result ??= run(installed);
    return result;
  };
}
