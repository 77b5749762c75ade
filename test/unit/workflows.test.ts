/** The workflows call only commands that exist, and have only the permissions that they need. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../helpers/project.ts';

type Permissions = Record<string, string>;

interface Job {
  container?: string;
  needs?: string;
  permissions?: Permissions;
  strategy?: { matrix: Record<string, number[]> };
  steps: { uses?: string; run?: string }[];
}

interface Workflow {
  permissions: Permissions;
  jobs: Record<string, Job>;
}

const FOLDER = join(ROOT, '.github/workflows');
const names = readdirSync(FOLDER);
const read = (name: string) => parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
const { scripts, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

/** Commands of the shell, of the system and of npm itself. */
const KNOWN =
  /^(?:git config |version=\$\(node -p |\[ |registry=\$\(npm config get |npm config set |npm ci\b|npm publish\b)/;

/** Returns the reason why a line of a `run` cannot work or cannot be checked; undefined for a valid line. */
function faultOf(line: string): string | undefined {
  const [, script] = /^npm (?:run )?(test|(?<=run )[\w:-]+)(?: |$)/.exec(line) ?? [];
  if (script) return Object.hasOwn(scripts, script) ? undefined : `package.json has no script ${script}`;
  const [, file, args = ''] = /^(?:bash|node) ([\w./-]+)((?: [\w:-]+)*)$/.exec(line) ?? [];
  if (file) {
    if (!existsSync(join(ROOT, file))) return `${file} does not exist`;
    const unknown = args.split(' ').find((name) => name !== '' && !Object.hasOwn(scripts, name));
    return unknown === undefined ? undefined : `package.json has no script ${unknown}`;
  }
  return KNOWN.test(line) ? undefined : `unknown command: ${line}`;
}

describe.each(names)('%s', (name) => {
  const { permissions, jobs } = read(name);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('calls commands that exist', () => {
    const lines = steps.flatMap(({ run = '' }) => run.split('\n').map((line) => line.trim()));
    const commands = lines.filter((line) => line !== '');
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.flatMap((command) => faultOf(command) ?? [])).toEqual([]);
  });

  test('pins each action to a major version', () => {
    for (const { uses } of steps)
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+(\.\d+)*$/);
  });

  test('has only read access to the repository by default', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });
});

test('only the publish job has permission to sign, and it needs the test job', () => {
  const jobs = names.flatMap((name) => Object.entries(read(name).jobs));
  const more = jobs.filter(([, job]) => job.permissions !== undefined);
  expect(more.map(([id, job]) => ({ id, needs: job.needs, permissions: job.permissions }))).toEqual([
    { id: 'publish', needs: 'test', permissions: { contents: 'read', 'id-token': 'write' } },
  ]);
});

test('CI tests the oldest supported release line of Node and newer ones', () => {
  const { container, strategy } = read('ci.yml').jobs.test as Job;
  const lines = strategy?.matrix.node ?? [];
  expect(engines.node).toMatch(new RegExp(`^>=${lines[0]}\\.`));
  expect(lines).toEqual([20, 22, 24]);
  expect(container).toMatch(/^node:\$\{\{ matrix\.node \}\}-bookworm$/);
});

test('the jobs of CI run all suites of .ci/run', () => {
  const [, suites = ''] = /suites=\((test .*)\)/.exec(readFileSync(join(ROOT, '.ci/run'), 'utf8')) ?? [];
  const lines = Object.values(read('ci.yml').jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  const run = lines.flatMap((line) => /^bash \.ci\/run (.+)/.exec(line)?.[1]?.split(' ') ?? []);
  expect(run).toEqual(suites.split(' '));
});

test.for<[string, string]>([
  ['npm run no-such-script', 'package.json has no script no-such-script'],
  ['bash .ci/no-such-file', '.ci/no-such-file does not exist'],
  ['bash .ci/run no-such-script', 'package.json has no script no-such-script'],
  ['make all', 'unknown command: make all'],
])('the check of commands reports: %s', ([line, fault]) => {
  expect(faultOf(line)).toBe(fault);
});
