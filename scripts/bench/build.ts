/** `npm run build`, from nothing and with nothing to do, beside the tools of the field that do parts of it, one after another. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../project.ts';
import { binOf } from '../run-tool.ts';
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
  try {
    cpSync(project.root, folder, {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(path.slice(project.root.length + 1)),
    });
    symlinkSync(join(project.root, 'node_modules'), join(folder, 'node_modules'));
    const build = () => time(folder, 'npm', ['run', 'build']);
    const rounds: { tools: number[]; cold: number; warm: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      for (const name of MADE) rmSync(join(folder, name), { recursive: true, force: true });
      const cold = await build();
      const warm = await build();
      const tools: number[] = [];
      for (const [program, ...args] of toolsOf(folder))
        tools.push(await time(folder, process.execPath, [program, ...args]));
      // The first fills the disk's cache.
      if (round > 0) rounds.push({ tools, cold, warm });
    }
    const sum = (times: readonly number[]) => times.reduce((total, ms) => total + ms, 0);
    const baseline = median(rounds.map(({ tools }) => sum(tools)));
    const row = (name: string, times: readonly number[], note: string): Row => ({
      name,
      value: `${(median(times) / 1000).toFixed(2)} s`,
      ratio: median(times) / baseline,
      note,
    });
    const told = toolsOf(folder)
      .map(
        (_, index) =>
          `${NAMES[index]} ${(median(rounds.map(({ tools }) => tools[index] ?? 0)) / 1000).toFixed(1)} s`,
      )
      .join(', ');
    return [
      {
        title: 'The whole build, as the user waits for it (median, ratio to five tools one after another)',
        rows: [
          row(
            'five tools',
            rounds.map(({ tools }) => sum(tools)),
            told,
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
    rmSync(folder, { recursive: true, force: true });
  }
}

const NAMES = ['redocly lint', 'redocly bundle', 'spectral lint', 'openapi-typescript', 'redocly build-docs'];

/** The plain command lines, in the order of {@link NAMES}. */
function toolsOf(folder: string): [program: string, ...args: string[]][] {
  const redocly = binOf('@redocly/cli', 'redocly');
  const made = mkdtempSync(join(folder, '.cache-'));
  const bundled = join(made, 'openapi.yaml');
  return [
    [redocly, 'lint', 'spec/openapi.yaml'],
    [redocly, 'bundle', 'spec/openapi.yaml', '--output', bundled],
    [binOf('@stoplight/spectral-cli', 'spectral'), 'lint', bundled, '--ruleset', '.spectral.yaml'],
    // It takes its input from redocly.yaml where there is one: there is none where it runs.
    [
      binOf('openapi-typescript', 'openapi-typescript'),
      bundled,
      '--output',
      join(made, 'types.ts'),
      '--redocly',
      made,
    ],
    [redocly, 'build-docs', bundled, '--output', join(made, 'docs.html')],
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
