/** Compares `npm run build`, with and without a cache, to five common tools that each do a part of the build. */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type BenchResult, inTurn, median, rowsOf, timeOf } from './measure.ts';

const ROUNDS = 3;

/** The output folders of the build. Without them, every step runs. */
const OUTPUT = ['dist', 'generated', '.wireit', '.cache'];

/** Folders that the copy of the project does not need. */
const EXCLUDED = new Set(['node_modules', '.git', 'coverage', ...OUTPUT]);

/**
 * Measures the build and the tools in a copy of the project. The tools run one after another, as in a typical script:
 * they lint, bundle, lint again, and generate types and docs. The build also generates the catalogue, the client, the cases and the package, and runs the
 * contract tests. The figures are wall times, because the build runs steps in parallel and the tools do not.
 */
export async function benchBuild(project: Project): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'social-data-build-'));
  const toolOutput = mkdtempSync(join(tmpdir(), 'social-data-tools-'));
  try {
    cpSync(project.root, folder, {
      recursive: true,
      filter: (path) => !EXCLUDED.has(path.slice(project.root.length + 1)),
    });
    symlinkSync(join(project.root, 'node_modules'), join(folder, 'node_modules'));
    const tools = toolsOf(folder, toolOutput);
    const build = () => timeOf({ program: 'npm', args: ['run', 'build'], cwd: folder, env: ENV });
    const fullBuild = () => {
      for (const name of OUTPUT) rmSync(join(folder, name), { recursive: true, force: true });
      return build();
    };
    const [cold = [], warm = [], ...each] = await inTurn(ROUNDS, [
      fullBuild,
      build,
      ...tools.map(
        ({ args, cwd }) =>
          () =>
            timeOf({ args, cwd, env: ENV }),
      ),
    ]);
    const all = cold.map((_, round) => each.reduce((sum, times) => sum + (times[round] ?? Number.NaN), 0));
    const parts = tools.map(({ name }, index) => `${name} ${seconds(median(each[index] ?? []))}`);
    return [
      {
        title: 'Wall time of the whole build (median, ratio to five tools one after another)',
        rows: rowsOf(
          ['five tools', 'build without a cache', 'build without changes'],
          [all, cold, warm],
          seconds,
          [parts.join(', '), 'does the work of these tools, and generates more', ''],
        ),
      },
    ];
  } finally {
    for (const each of [folder, toolOutput]) rmSync(each, { recursive: true, force: true });
  }
}

const ENV = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' };

interface Tool {
  name: string;
  args: string[];
  cwd: string;
}

/** @param output the folder for the output of the tools */
function toolsOf(folder: string, output: string): Tool[] {
  const redocly = binOf('@redocly/cli', 'redocly');
  const spectral = binOf('@stoplight/spectral-cli', 'spectral');
  const types = binOf('openapi-typescript', 'openapi-typescript');
  const entry = 'spec/openapi.yaml';
  const bundled = join(output, 'openapi.yaml');
  const page = join(output, 'docs.html');
  const tool = (name: string, args: string[], cwd = folder) => ({ name, args, cwd });
  return [
    tool('redocly lint', [redocly, 'lint', entry]),
    tool('redocly bundle', [redocly, 'bundle', entry, '--output', bundled]),
    tool('spectral lint', [spectral, 'lint', bundled, '--ruleset', '.spectral.yaml']),
    // Runs in another folder: if redocly.yaml has `apis`, openapi-typescript ignores its argument.
    tool('openapi-typescript', [types, bundled, '--output', join(output, 'types.ts')], output),
    tool('redocly build-docs', [redocly, 'build-docs', bundled, '--output', page]),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
