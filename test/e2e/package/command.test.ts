/** The installed command in an empty project, run from `node_modules/.bin`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finished, run, type Serving, serve } from '../../helpers/command.ts';
import { installedProject, NAME, packInto } from '../../helpers/packed.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';

/** The traditional size of a terminal. */
const SCREEN = { lines: 24, columns: 80 };

let project: string;
let bin: string;
let sandbox: Serving;
beforeAll(async () => {
  project = await installedProject(await packInto(temporaryFolder('packed')));
  bin = join(project, 'node_modules/.bin', NAME);
  sandbox = await serve([bin, 'mock', '--port', '0'], /(http:\S+)/, project);
});
afterAll(() => sandbox?.stop());

/** Runs the command with its output in a pipe. */
function command(...args: string[]): Promise<Finished> {
  // The environment of the test run must not turn colours on or off.
  return run(bin, args, project, { FORCE_COLOR: undefined, NO_COLOR: undefined });
}

/** Returns the names of the commands from the help text. */
async function commands(): Promise<string[]> {
  const { stdout } = await command();
  const [, list = ''] = stdout.split('\nCommands:\n');
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
}

describe('without arguments', () => {
  test('the command prints an overview that fits on one screen', async () => {
    const { status, stdout, stderr } = await command();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    // The prompt also needs a line.
    expect(lines.length).toBeLessThan(SCREEN.lines);
    expect(lines.filter((line) => line.length > SCREEN.columns)).toEqual([]);
    expect(await commands()).toEqual(expect.arrayContaining(['mock', 'verify']));
  });

  test('the command prints the same as --help', async () => {
    expect((await command('--help')).stdout).toBe((await command()).stdout);
  });
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await command('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help of every command lists its options and examples', async () => {
  for (const name of await commands()) {
    const { status, stdout, stderr } = await command(name, '--help');
    expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    const [, examples = ''] = stdout.split('\nExamples:\n');
    expect(examples, name).toMatch(new RegExp(`^ +\\$ .*${NAME} ${name}\\b`, 'm'));
    expect(stdout, name).toContain('\nOptions:\n');
  }
});

describe('a wrong name exits with status 2 and', () => {
  test('suggests the command with a similar name', async () => {
    for (const name of await commands()) {
      const { status, stdout, stderr } = await command(`${name}${name.at(-1)}`);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`(Did you mean ${name}?)`);
    }
  });

  test('suggests the option with a similar name, with and without a command', async () => {
    for (const args of [[], ...(await commands()).map((name) => [name])]) {
      const { status, stdout, stderr } = await command(...args, '--hepl');
      expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
      expect(stderr).toContain('(Did you mean --help?)');
    }
  });

  test('refers to --help if no name is similar', async () => {
    for (const args of [['xyzzyxyzzy'], ['--xyzzyxyzzy']]) {
      const { status, stdout, stderr } = await command(...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/unknown (?:command|option) '.*xyzzyxyzzy'\n.*--help/);
    }
  });
});

test('the sandbox of the package passes verify with --strict and --require-all', async () => {
  const { status, stdout, stderr } = await command(
    'verify',
    sandbox.found,
    '--strict',
    '--require-all',
    '--verbose',
  );
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(
    /\nno faults; (\d+) cases: \1 passed; .*;\s+\d+\s+requests\s+\(\d+\s+successful\)\s+in [\d.]+ s\n$/s,
  );
  for (const { code } of contract.errors) expect(stdout).toContain(`/${code}`);
});

test('output in a pipe has no control characters', async () => {
  const [{ code } = { code: '' }] = contract.errors;
  const printed = [
    await command(),
    await command('--hepl'),
    await command('verify', sandbox.found, '--only', 'codes'),
    await command('verify', sandbox.found.replace(/\/[^/]*$/, '/elsewhere'), '--only', 'codes'),
    ...((await commands()).includes('explain')
      ? [await command('explain', code), await command('codes')]
      : []),
  ];
  expect(printed.map(({ status }) => status)).toEqual(expect.arrayContaining([0, 1, 2]));
  for (const { stdout, stderr } of printed) {
    expect(stdout + stderr).not.toBe('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test looks for control characters
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }
});
