/** `npm run build`, from nothing and with nothing to do, beside the tools of the field that do parts of it, one after another. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type BenchResult, median, type Row } from './measure.ts';

const ROUNDS = 3;

/** What the build does without: what is installed or history, and what it makes itself. */
const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'generated', '.wireit', '.cache', 'coverage']);

/** What the build leaves behind; without it, it begins from nothing. */
const MADE = ['dist', 'generated', '.wireit', '.cache'];

/**
 * Both work in a copy of the project. The tools are what one would write into a script by hand: they lint, bundle, look a
 * second time, make types and docs. The build makes the catalogue, the client, the cases, the package and runs the contract
 * tests besides. Wall time, because the build does in parallel what the tools do one after another.
 */
export async function benchBuild(project: Project): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'social-data-build-'));
  const made = mkdtempSync(join(tmpdir(), 'social-data-tools-'));
  try {
    cpSync(project.root, folder, {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(path.slice(project.root.length + 1)),
    });
    symlinkSync(join(project.root, 'node_modules'), join(folder, 'node_modules'));
    const tools = toolsOf(folder, made);
    const build = () => time(folder, 'npm', ['run', 'build']);
    const rounds: { each: number[]; all: number; cold: number; warm: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      for (const name of MADE) rmSync(join(folder, name), { recursive: true, force: true });
      const [cold, warm] = [await build(), await build()];
      const each: number[] = [];
      for (const { command, cwd } of tools) each.push(await time(cwd, process.execPath, command));
      // The first fills the disk's cache.
      if (round > 0) rounds.push({ each, all: each.reduce((sum, ms) => sum + ms, 0), cold, warm });
    }
    const baseline = median(rounds.map(({ all }) => all));
    const row = (name: string, times: readonly number[], note: string): Row => ({
      name,
      value: seconds(median(times)),
      ratio: median(times) / baseline,
      note,
    });
    const told = tools.map(({ name }, index) => {
      return `${name} ${seconds(median(rounds.map(({ each }) => each[index] ?? 0)))}`;
    });
    const title = 'The whole build, as the user waits for it (median, ratio to five tools one after another)';
    return [
      {
        title,
        rows: [
          row(
            'five tools',
            rounds.map(({ all }) => all),
            told.join(', '),
          ),
          row(
            'build from nothing',
            rounds.map(({ cold }) => cold),
            'all of that, and what only it makes',
          ),
          row(
            'build with nothing to do',
            rounds.map(({ warm }) => warm),
            '',
          ),
        ],
      },
    ];
  } finally {
    for (const each of [folder, made]) rmSync(each, { recursive: true, force: true });
  }
}

/** A plain command line. */
interface Tool {
  name: string;
  command: string[];
  cwd: string;
}

/** @param made the folder for what they make */
function toolsOf(folder: string, made: string): Tool[] {
  const redocly = binOf('@redocly/cli', 'redocly');
  const spectral = binOf('@stoplight/spectral-cli', 'spectral');
  const types = binOf('openapi-typescript', 'openapi-typescript');
  const entry = 'spec/openapi.yaml';
  const bundled = join(made, 'openapi.yaml');
  const page = join(made, 'docs.html');
  const tool = (name: string, command: string[], cwd = folder) => ({ name, command, cwd });
  return [
    tool('redocly lint', [redocly, 'lint', entry]),
    tool('redocly bundle', [redocly, 'bundle', entry, '--output', bundled]),
    tool('spectral lint', [spectral, 'lint', bundled, '--ruleset', '.spectral.yaml']),
    // Where a redocly.yaml with `apis` is in the folder, it ignores its argument.
    tool('openapi-typescript', [types, bundled, '--output', join(made, 'types.ts')], made),
    tool('redocly build-docs', [redocly, 'build-docs', bundled, '--output', page]),
  ];
}

function time(cwd: string, program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    CI: 'true',
  };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => {
      if (status === 0) resolve(performance.now() - started);
      else
        reject(new Error(`${program} ${args.join(' ')} ended with ${status}: ${said.trim().slice(-2000)}`));
    });
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
