/** The package in an empty project: the installed files, the loaded modules, and the content of each entry point. */
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run, type Serving, serve } from '../../helpers/command.ts';
import { checkLinks } from '../../helpers/markdown-links.ts';
import { installedProject, NAME, packInto } from '../../helpers/packed.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';
import { bundledWith, loadedBy } from './modules.ts';

/** The size limit of the installed package with its dependencies (issue 6). */
const MAX_MEGABYTES = 15;

let project: string;
let modules: string;
let sandbox: Serving;
/** The modules of the commands and the contract tester. */
let commandModules: string[];
beforeAll(async () => {
  project = await installedProject(await packInto(temporaryFolder('packed')));
  modules = join(project, 'node_modules');
  commandModules = [
    ...(await bundledWith(project, `./node_modules/${NAME}/dist/cli.js`, 'node')),
    ...(await bundledWith(project, `${NAME}/conformance`, 'node')),
  ];
  sandbox = await serve([join(modules, '.bin', NAME), 'mock', '--port', '0'], /(http:\S+)/, project);
});
afterAll(() => sandbox?.stop());

/** Writes a program into the project, runs it and returns its output. */
async function runs(program: string, folder = project): Promise<string> {
  writeFileSync(join(folder, 'program.mjs'), program);
  const { status, stdout, stderr } = await run(process.execPath, ['program.mjs'], folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim();
}

describe('an installation contains', () => {
  test('only openapi-fetch and its helper types as dependencies', () => {
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

  test('no source maps, tests or scripts', () => {
    const files = readdirSync(join(modules, NAME), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.map$|\.test\.|(?:^|\/)(?:scripts|test|spec)\//.test(file))).toEqual([]);
    for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) expect(files).toContain(file);
  });
});

test('each link of the README and of the guides leads to a file of the installation', () => {
  const folder = join(modules, NAME);
  const guides = readdirSync(join(folder, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  expect(guides.length).toBeGreaterThan(3);
  for (const name of ['README.md', ...guides])
    expect(checkLinks(join(folder, name)).broken, name).toEqual([]);
});

describe.each(['', '/errors', '/types'])(`${NAME}%s`, (entry) => {
  /** Matches the modules of the client and of openapi-fetch. */
  const CLIENT = new RegExp(`^(?:${NAME}/dist/(?:chunks/)?[^/]+\\.js|openapi-fetch/dist/[^/]+)$`);

  test('loads no Node modules', async () => {
    const loaded = await loadedBy(project, NAME + entry);
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((url) => !CLIENT.test(url))).toEqual([]);
  });

  test('can be bundled for any runtime, without modules of the commands', async () => {
    const bundled = await bundledWith(project, NAME + entry, 'neutral');
    expect(bundled.length).toBeGreaterThan(0);
    expect(bundled.filter((path) => !CLIENT.test(path))).toEqual([]);
    expect(commandModules.length).toBeGreaterThan(10);
    expect(bundled.filter((path) => commandModules.includes(path))).toEqual([]);
  });
});

test('the checks detect a Node module', async () => {
  const loaded = await loadedBy(project, `${NAME}/conformance`);
  expect(loaded.some((url) => url.startsWith('node:'))).toBe(true);
  await expect(bundledWith(project, `${NAME}/conformance`, 'neutral')).rejects.toThrow('node:');
});

test('./types and ./errors load no other package', async () => {
  for (const entry of ['types', 'errors']) {
    const loaded = await loadedBy(project, `${NAME}/${entry}`);
    expect(loaded.filter((url) => !url.startsWith(`${NAME}/`))).toEqual([]);
  }
});

describe('each entry point', () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  const schemas = readdirSync(join(ROOT, 'dist/schemas')).map((file) => `./schemas/${file}`);
  const entries = [...Object.keys(exports).filter((entry) => !entry.includes('*')), ...schemas];
  const specifierOf = (entry: string) => NAME + entry.slice(1);

  /** Returns the file of each entry point, as Node resolves it in the project. */
  async function resolved(): Promise<Record<string, string>> {
    const names = JSON.stringify(entries.map(specifierOf));
    return JSON.parse(
      await runs(`import { fileURLToPath } from 'node:url';
const paths = ${names}.map((name) => [name, fileURLToPath(import.meta.resolve(name))]);
console.log(JSON.stringify(Object.fromEntries(paths)));`),
    );
  }

  test('resolves to a file of the package, and its types to a declaration file', async () => {
    const files = await resolved();
    for (const entry of entries) {
      const file = files[specifierOf(entry)] ?? '';
      expect(existsSync(file), `${entry} is ${file}`).toBe(true);
      expect(file.startsWith(join(modules, NAME))).toBe(true);
    }
    for (const target of Object.values(exports)) {
      if (typeof target === 'string') continue;
      expect(existsSync(join(modules, NAME, target.types ?? '')), target.types).toBe(true);
    }
  });

  test('can be read as JSON or YAML and is not empty', async () => {
    const files = await resolved();
    const json = entries.filter((entry) => entry.endsWith('.json'));
    expect(json.length).toBeGreaterThan(5);
    const imports = json.map((entry, index) => {
      return `import _${index} from '${specifierOf(entry)}' with { type: 'json' };`;
    });
    const values = json.map((_, index) => `Object.keys(_${index}).length`);
    const program = `${imports.join('\n')}\nconsole.log(JSON.stringify([${values}]));`;
    writeFileSync(join(project, 'json.mjs'), program);
    const printed = await run(process.execPath, ['--no-warnings', 'json.mjs'], project);
    expect(printed).toMatchObject({ status: 0, stderr: '' });
    for (const count of JSON.parse(printed.stdout)) expect(count).toBeGreaterThan(0);
    for (const entry of entries.filter((name) => name.endsWith('.yaml'))) {
      expect(Object.keys(parse(readFileSync(files[specifierOf(entry)] ?? '', 'utf8')))).toContain('info');
    }
  });

  test.for(['openapi', 'openapi-3.0'])('%s.yaml and .json have the same content', async (name) => {
    const files = await resolved();
    const read = (entry: string) => readFileSync(files[`${NAME}/${entry}`] ?? '', 'utf8');
    expect(parse(read(`${name}.yaml`))).toEqual(JSON.parse(read(`${name}.json`)));
  });

  test('is listed in `exports`: other files cannot be imported', async () => {
    const program = `import('${NAME}/dist/cli.js').catch(({ code }) => console.log(code));`;
    expect(await runs(program)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

describe('a program in the project', () => {
  test('can test a server with ./conformance', async () => {
    const program = `import { cases, verify } from '${NAME}/conformance';
const target = '${sandbox.found}';
const { conformant, faults } = await verify({ target });
console.log(JSON.stringify([conformant, faults.length, [...cases({ target })].length > 10]));`;
    expect(await runs(program)).toBe('[true,0,true]');
  });

  test('gets the same module with require as with import', async () => {
    const program = `import { createRequire } from 'node:module';
const { createClient } = createRequire(import.meta.url)('${NAME}');
console.log(typeof createClient, createClient === (await import('${NAME}')).createClient);`;
    writeFileSync(join(project, 'require.mjs'), program);
    // Node 20 and 22 print a warning on standard error, because require() of ESM is experimental.
    const { status, stdout } = await run(process.execPath, ['require.mjs'], project);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'function true\n' });
  });

  test('also works in a CommonJS project', async () => {
    const folder = temporaryFolder('installed-commonjs');
    cpSync(modules, join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(await runs(`import '${NAME}'; import '${NAME}/conformance'; console.log('here');`, folder)).toBe(
      'here',
    );
  });
});
