/**
 * The GitHub Action: the inputs match the options of `verify`, and the script works when it is started as on a GitHub runner.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CLI, cli, run, type Serving, serve } from '../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';
import { type Mutant, startMutant } from '../helpers/servers/mutant.ts';

interface Action {
  inputs: Record<string, { description: string; default: string; required?: boolean }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { id?: string; shell: string; env: Record<string, string>; run: string }[] };
}

const action: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const [step] = action.runs.steps;
if (!step) throw new Error('action.yml has no step.');
const script = step.run;

describe('action.yml', () => {
  test('is a composite action with one step', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps).toHaveLength(1);
    expect(step.shell).toBe('bash');
  });

  test('describes each input, passes it as a variable, and uses it', () => {
    for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
      const variable = `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
      expect(description.length, name).toBeGreaterThan(10);
      expect(typeof value, name).toBe('string');
      expect(step.env[variable], name).toBe(`\${{ inputs.${name} }}`);
      expect(script, name).toMatch(new RegExp(`\\$\\{?${variable}\\b`));
    }
    expect(Object.keys(step.env)).toHaveLength(Object.keys(action.inputs).length);
  });

  test('inserts no expression into the script', () => {
    expect(script).not.toContain('${{');
  });

  test('uses only flags and reporters of verify', async () => {
    const { stdout: help } = await cli('verify', '--help');
    const flags = new Set(script.match(/(?<=[ (])--[a-z][a-z-]+/g));
    // `--yes` is a flag of npx, and `--version` of the program without a command. The help of verify lists neither.
    for (const other of ['--yes', '--version']) expect(flags.delete(other)).toBe(true);
    expect(flags.size).toBeGreaterThan(10);
    for (const flag of flags) expect(help).toMatch(new RegExp(`${flag}[ ,]`));
    const reporters = [...script.matchAll(/--reporter "?(\w+)/g)].map(([, name]) => name);
    expect(reporters.sort()).toEqual(['github', 'html', 'json', 'junit', 'summary', 'text']);
    for (const name of reporters) expect(help).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('has an input for each option of verify that a job needs', async () => {
    const { stdout: help } = await cli('verify', '--help');
    const options = [...help.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, name]) => name ?? '');
    // A job does not need these options: they write a profile, list the cases, stop at the first failure, and so on.
    const others = ['init', 'list', 'failed-only', 'bail', 'reporter', 'verbose', 'no-color', 'help'];
    expect(options.filter((name) => !(name in action.inputs))).toEqual(expect.arrayContaining(others));
    expect(options.filter((name) => !(name in action.inputs) && !others.includes(name))).toEqual([]);
  });

  test('writes each output', () => {
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.${step.id}.outputs.${name} }}`);
      expect(script).toContain(`echo "${name}=`);
    }
  });
});

describe('the script of the action', () => {
  let sandbox: Serving;
  let faulty: Mutant;
  let count = 0;
  const folder = temporaryFolder('action');

  beforeAll(async () => {
    sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
    faulty = await startMutant({
      response: (outgoing) => {
        if (outgoing.json.error) outgoing.json.error.message = '\n::error title=Injected::by the server\n';
        outgoing.status = outgoing.code === undefined ? outgoing.status : 418;
      },
    });
    // Replaces npx by a script that runs the built command.
    mkdirSync(join(folder, 'bin'));
    const npx = join(folder, 'bin/npx');
    writeFileSync(
      npx,
      `#!/usr/bin/env bash\nprintf '%s\\n' "$@" >"$NPX_ARGUMENTS"\nshift 2\nexec '${process.execPath}' '${CLI}' "$@"\n`,
    );
    chmodSync(npx, 0o755);
  });
  afterAll(async () => {
    await sandbox.stop();
    await faulty.close();
  });

  /**
   * Runs the step's script with these inputs; other inputs have their default value.
   *
   * @param bin the folder that contains npx
   * @param actionPath the folder of the action
   */
  async function act(inputs: Record<string, string>, bin = join(folder, 'bin'), actionPath = ROOT) {
    const home = join(folder, `run-${count++}`);
    mkdirSync(home);
    const file = (name: string) => join(home, name);
    for (const name of ['summary', 'output']) writeFileSync(file(name), name === 'summary' ? 'Before\n' : '');
    writeFileSync(file('script.sh'), script);
    const values = Object.entries(step?.env ?? {}).map(([variable, expression]) => {
      const [, name = ''] = /inputs\.([\w-]+)/.exec(expression) ?? [];
      return [variable, inputs[name] ?? action.inputs[name]?.default ?? ''];
    });
    // The command that the runner uses for `shell: bash`.
    const finished = await run(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', file('script.sh')],
      home,
      {
        ...Object.fromEntries(values),
        PATH: `${bin}:${process.env.PATH}`,
        NPX_ARGUMENTS: file('arguments'),
        GITHUB_ACTION_PATH: actionPath,
        GITHUB_STEP_SUMMARY: file('summary'),
        GITHUB_OUTPUT: file('output'),
      },
    );
    const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : undefined);
    return { ...finished, read, arguments: read('arguments')?.trimEnd().split('\n') ?? [] };
  }

  test('reports a conformant server in all formats', async () => {
    const ran = await act({
      url: sandbox.found,
      junit: 'report.xml',
      json: 'report.json',
      html: 'report.html',
    });
    expect(ran.status, ran.stdout + ran.stderr).toBe(0);
    expect(ran.arguments.slice(0, 3)).toEqual(['--yes', `social-data-contract@${version}`, 'verify']);
    expect(ran.read('output')).toBe('status=0\nconformant=true\n');
    expect(ran.read('summary')).toMatch(/^Before\n## ✅ /);
    expect(ran.read('report.xml')).toContain('<testsuites');
    expect(JSON.parse(ran.read('report.json') ?? '')).toMatchObject({ conformant: true });
    expect(ran.read('report.html')).toContain('<!doctype html>');
    expect(ran.stdout).toMatch(/::notice title=.* is conformant::/);
  });

  test('reports a faulty server, and executes no workflow command from its responses', async () => {
    const ran = await act({ url: faulty.url, only: 'codes' });
    expect(ran.status).toBe(1);
    expect(ran.read('output')).toBe('status=1\nconformant=false\n');
    expect(ran.read('summary')).toContain('## ❌');
    const lines = ran.stdout.split('\n');
    const [, token = ''] = /^::stop-commands::(\S+)$/.exec(lines[0] ?? '') ?? [];
    expect(token).toMatch(/^[\da-f-]{36}$/);
    const resumed = lines.indexOf(`::${token}::`);
    const commands = lines.slice(resumed + 1).filter((line) => line.startsWith('::'));
    expect(commands.filter((line) => line.startsWith('::error title=')).length).toBeGreaterThan(0);
    expect(commands.filter((line) => line.includes('title=Injected'))).toEqual([]);
  });

  test('passes every input to the command unchanged', async () => {
    const known = join(folder, 'known.txt');
    writeFileSync(known, '');
    const ran = await act({
      url: `${sandbox.found}/$(touch injected)`,
      profile: 'sandbox',
      strict: 'true',
      'require-all': 'true',
      'require-observed': 'pages',
      only: '*limit*\n*\'quoted\' "name" $HOME*\n',
      skip: 'routing',
      'known-failures': known,
      wait: '1',
      timeout: '5',
      'max-time': '100',
      concurrency: '2',
      header: 'X-A: one two\nX-B: `b`',
      insecure: 'true',
      spec: join(ROOT, 'generated/openapi.json'),
      annotations: 'false',
      summary: 'false',
      version: '9.9.9',
    });
    expect(ran.read('injected')).toBeUndefined();
    expect(ran.arguments).toEqual([
      '--yes',
      'social-data-contract@9.9.9',
      'verify',
      ...['--profile', 'sandbox', '--strict', '--require-all', '--require-observed', 'pages'],
      ...['--only', '*limit*', '--only', `*'quoted' "name" $HOME*`, '--skip', 'routing'],
      ...['--known-failures', known, '--wait', '1', '--timeout', '5', '--max-time', '100'],
      ...['--concurrency', '2'],
      ...['--header', 'X-A: one two', '--header', 'X-B: `b`', '--insecure'],
      ...['--spec', join(ROOT, 'generated/openapi.json'), '--reporter', 'text'],
      ...['--', `${sandbox.found}/$(touch injected)`],
    ]);
    expect(ran.read('summary')).toBe('Before\n');
    expect(ran.stdout).not.toMatch(/^::(notice|error|warning)/m);
  });

  test('accepts a profile that contains the URL', async () => {
    const profile = join(folder, 'profile.yaml');
    const { successToken, errorToken } = contract.sandbox;
    writeFileSync(
      profile,
      JSON.stringify({
        baseUrl: sandbox.found,
        tokens: { success: successToken },
        provoke: { default: { token: errorToken } },
      }),
    );
    const ran = await act({ profile, only: 'codes' });
    expect(ran.status, ran.stdout + ran.stderr).toBe(0);
    expect(ran.arguments).not.toContain('--');
  });

  test.for<[string, Record<string, string>, number]>([
    ['a missing URL', {}, 2],
    ['a server that is not reachable', { url: 'http://127.0.0.1:1/' }, 3],
  ])('reports %s with its exit status', async ([, inputs, expected]) => {
    const ran = await act(inputs);
    expect(ran.status).toBe(expected);
    expect(ran.read('output')).toBe(`status=${expected}\nconformant=false\n`);
    expect(ran.stderr).not.toBe('');
  });

  test('exits with status 2 if npx cannot fetch the package', async () => {
    const bin = join(folder, 'no-package');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'npx'),
      '#!/usr/bin/env bash\nprintf "%s\\n" "$@" >"$NPX_ARGUMENTS"\necho "npm error code E404" >&2\nexit 1\n',
      { mode: 0o755 },
    );
    const ran = await act({ url: sandbox.found, version: '9.9.9\n::notice::injected' }, bin);
    expect(ran.status).toBe(2);
    expect(ran.read('output')).toBe('status=2\nconformant=false\n');
    expect(ran.arguments).not.toContain('verify');
    expect(ran.stderr).toBe('npm error code E404\n');
    expect(ran.stdout).toBe(
      '::error title=Contract tests did not run::npx cannot run social-data-contract@9.9.9\n',
    );
  });

  test('writes the outputs if the package.json of the action is missing', async () => {
    const ran = await act({ url: sandbox.found }, undefined, join(folder, 'nowhere'));
    expect(ran.status).toBe(2);
    expect(ran.read('output')).toBe('status=2\nconformant=false\n');
  });
});
