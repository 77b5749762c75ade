/** The tarball of the package passes the checks of publint and attw. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Finished, run } from '../../helpers/command.ts';
import { NAME, packInto } from '../../helpers/packed.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

let tarball: string;
/** The folder of the unpacked package. */
let unpacked: string;
beforeAll(async () => {
  tarball = await packInto(temporaryFolder('packed'));
  const folder = temporaryFolder('unpacked');
  await run('tar', ['-xzf', tarball, '-C', folder]);
  unpacked = join(folder, 'package');
});

const tool = (name: string, ...args: string[]) => run(join(ROOT, 'node_modules/.bin', name), args);
const publint = (file: string) => tool('publint', file, '--strict');

/** Runs attw without the YAML entry points, because it only checks the types of modules. */
async function attw(file: string): Promise<Finished> {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const yaml = Object.keys(exports).filter((entry) => entry.endsWith('.yaml'));
  // --no-definitely-typed: sends no request for other types.
  const flags = ['--profile', 'esm-only', '--no-definitely-typed', '--no-emoji'];
  return tool('attw', file, ...flags, '--exclude-entrypoints', ...yaml);
}

test('publint has no errors, warnings or suggestions', async () => {
  const { status, stdout } = await publint(tarball);
  expect(stdout).toContain('All good!');
  expect(status).toBe(0);
});

test('attw finds the types of each entry point for ESM', async () => {
  const { status, stdout } = await attw(tarball);
  expect(stdout).toContain(`"${NAME}/conformance"`);
  expect(status, stdout).toBe(0);
});

describe('the tools detect', () => {
  /** Packs a changed copy of the package. */
  async function changed(change: (folder: string) => void): Promise<string> {
    const folder = temporaryFolder('broken-package');
    cpSync(unpacked, folder, { recursive: true });
    change(folder);
    return packInto(temporaryFolder('packed'), folder);
  }

  test('an entry point without its module (publint)', async () => {
    const { status } = await publint(await changed((folder) => rmSync(join(folder, 'dist/errors.js'))));
    expect(status).not.toBe(0);
  });

  test('an entry point without its types (attw)', async () => {
    const without = await changed((folder) => rmSync(join(folder, 'dist/types/src/errors.d.ts')));
    expect((await attw(without)).status).not.toBe(0);
  });
});

test('the links of generated pages resolve inside the package', () => {
  const files = readdirSync(join(unpacked, 'generated'), { recursive: true, encoding: 'utf8' });
  const pages = files.filter((file) => file.endsWith('.md')).map((file) => join('generated', file));
  expect(pages.length).toBeGreaterThan(0);
  const broken = pages.flatMap((page) => {
    const links = [...readFileSync(join(unpacked, page), 'utf8').matchAll(/\]\(([^)#\s]+)/g)];
    return links
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(unpacked, page, '..', link)))
      .map((link) => `${page}: ${link}`);
  });
  expect(broken).toEqual([]);
});
