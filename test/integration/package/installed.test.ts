/** The package in an empty project: what is there, what is loaded, and what each entry gives. */
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run, type Serving, serve } from '../../helpers/command.ts';
import { installedProject, NAME, packInto } from '../../helpers/packed.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';
import { bundledWith, loadedBy } from './modules.ts';

/** What a project that wants to call an API may be asked to put up with (issue 6). */
const MAX_MEGABYTES = 15;

let project: string;
let modules: string;
let sandbox: Serving;
/** The modules of the commands and of the tester. */
let others: string[];
beforeAll(async () => {
  project = await installedProject(await packInto(temporaryFolder('packed')));
  modules = join(project, 'node_modules');
  others = [
    ...(await bundledWith(project, `./node_modules/${NAME}/dist/cli.js`, 'node')),
    ...(await bundledWith(project, `${NAME}/conformance`, 'node')),
  ];
  sandbox = await serve([join(modules, '.bin', NAME), 'mock', '--port', '0'], /(http:\S+)/, project);
});
afterAll(() => sandbox?.stop());

/** Runs a program that stands in the project. */
async function runs(program: string, folder = project): Promise<string> {
  writeFileSync(join(folder, 'program.mjs'), program);
  const { status, stdout, stderr } = await run(process.execPath, ['program.mjs'], folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim();
}

describe('installed is', () => {
  test('openapi-fetch with its helper types, and nothing else', () => {
    const installed = readdirSync(modules).filter((name) => !name.startsWith('.'));
    expect(installed.sort()).toEqual(['openapi-fetch', 'openapi-typescript-helpers', NAME].sort());
    const inside = readdirSync(modules, { recursive: true, encoding: 'utf8' });
    expect(inside.filter((path) => path.includes('/node_modules'))).toEqual([]);
  });

  test(`less than ${MAX_MEGABYTES} MB`, () => {
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
    const bytes = files.map((file) => lstatSync(join(modules, file))).filter((stat) => stat.isFile());
    const megabytes = bytes.reduce((sum, { size }) => sum + size, 0) / 1e6;
    expect(megabytes).toBeGreaterThan(0);
    expect(megabytes).toBeLessThan(MAX_MEGABYTES);
  });

  test('no source that nobody can read, no test and no tool', () => {
    const files = readdirSync(join(modules, NAME), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.map$|\.test\.|(?:^|\/)(?:scripts|test|spec)\//.test(file))).toEqual([]);
    for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) expect(files).toContain(file);
  });
});

describe.each(['', '/errors', '/types'])(`${NAME}%s`, (entry) => {
  /** The client's own modules, and the one package that it stands on. */
  const ITS = new RegExp(`^(?:${NAME}/dist/(?:chunks/)?[^/]+\\.js|openapi-fetch/dist/[^/]+)$`);

  test('loads nothing of Node', async () => {
    const loaded = await loadedBy(project, NAME + entry);
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((url) => !ITS.test(url))).toEqual([]);
  });

  test('goes into a bundle for no runtime in particular, without a module of the commands', async () => {
    const bundled = await bundledWith(project, NAME + entry, 'neutral');
    expect(bundled.length).toBeGreaterThan(0);
    expect(bundled.filter((path) => !ITS.test(path))).toEqual([]);
    expect(others.length).toBeGreaterThan(10);
    expect(bundled.filter((path) => others.includes(path))).toEqual([]);
  });
});

test('a module of Node would be noticed', async () => {
  const loaded = await loadedBy(project, `${NAME}/conformance`);
  expect(loaded.some((url) => url.startsWith('node:'))).toBe(true);
  await expect(bundledWith(project, `${NAME}/conformance`, 'neutral')).rejects.toThrow('node:');
});

test('./types and ./errors need no package at all', async () => {
  for (const entry of ['types', 'errors']) {
    const loaded = await loadedBy(project, `${NAME}/${entry}`);
    expect(loaded.filter((url) => !url.startsWith(`${NAME}/`))).toEqual([]);
  }
});

describe('each entry resolves', () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  const schemas = readdirSync(join(ROOT, 'dist/schemas')).map((file) => `./schemas/${file}`);
  const entries = [...Object.keys(exports).filter((entry) => !entry.includes('*')), ...schemas];
  const asked = (entry: string) => NAME + entry.slice(1);

  /** The files by their entries, as Node finds them from within the project. */
  async function resolved(): Promise<Record<string, string>> {
    const names = JSON.stringify(entries.map(asked));
    return JSON.parse(
      await runs(`import { fileURLToPath } from 'node:url';
const paths = ${names}.map((name) => [name, fileURLToPath(import.meta.resolve(name))]);
console.log(JSON.stringify(Object.fromEntries(paths)));`),
    );
  }

  test('to a file of the package, and its types to another', async () => {
    const files = await resolved();
    for (const entry of entries) {
      const file = files[asked(entry)] ?? '';
      expect(existsSync(file), `${entry} is ${file}`).toBe(true);
      expect(file.startsWith(join(modules, NAME))).toBe(true);
    }
    for (const target of Object.values(exports)) {
      if (typeof target === 'string') continue;
      expect(existsSync(join(modules, NAME, target.types ?? '')), target.types).toBe(true);
    }
  });

  test('whose content is what it says', async () => {
    const files = await resolved();
    const json = entries.filter((entry) => entry.endsWith('.json'));
    expect(json.length).toBeGreaterThan(5);
    const imports = json.map((entry, index) => {
      return `import _${index} from '${asked(entry)}' with { type: 'json' };`;
    });
    const values = json.map((_, index) => `Object.keys(_${index}).length`);
    const program = `${imports.join('\n')}\nconsole.log(JSON.stringify([${values}]));`;
    writeFileSync(join(project, 'json.mjs'), program);
    const printed = await run(process.execPath, ['--no-warnings', 'json.mjs'], project);
    expect(printed).toMatchObject({ status: 0, stderr: '' });
    for (const count of JSON.parse(printed.stdout)) expect(count).toBeGreaterThan(0);
    for (const entry of entries.filter((name) => name.endsWith('.yaml'))) {
      expect(Object.keys(parse(readFileSync(files[asked(entry)] ?? '', 'utf8')))).toContain('info');
    }
  });

  test('the document in YAML is that in JSON', async () => {
    const files = await resolved();
    const read = (entry: string) => readFileSync(files[`${NAME}/${entry}`] ?? '', 'utf8');
    expect(parse(read('openapi.yaml'))).toEqual(JSON.parse(read('openapi.json')));
  });

  test('and nothing else does', async () => {
    const program = `import('${NAME}/dist/cli.js').catch(({ code }) => console.log(code));`;
    expect(await runs(program)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

describe('a program in the project', () => {
  test('tests a server with ./conformance', async () => {
    const program = `import { cases, verify } from '${NAME}/conformance';
const target = '${sandbox.found}';
const { conformant, faults } = await verify({ target });
console.log(JSON.stringify([conformant, faults.length, [...cases({ target })].length > 10]));`;
    expect(await runs(program)).toBe('[true,0,true]');
  });

  test('asks for the package by require, and has the same module', async () => {
    const program = `import { createRequire } from 'node:module';
const { createClient } = createRequire(import.meta.url)('${NAME}');
console.log(typeof createClient, createClient === (await import('${NAME}')).createClient);`;
    writeFileSync(join(project, 'require.mjs'), program);
    // Node 20 and 22 say on standard error that this is new.
    const { status, stdout } = await run(process.execPath, ['require.mjs'], project);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'function true\n' });
  });

  test('works the same in a project of CommonJS', async () => {
    const folder = temporaryFolder('installed-commonjs');
    cpSync(modules, join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(await runs(`import '${NAME}'; import '${NAME}/conformance'; console.log('here');`, folder)).toBe(
      'here',
    );
  });
});
