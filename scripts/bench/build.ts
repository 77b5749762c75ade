/** `npm run build`, from nothing and with nothing to do, and the usual tools that do parts of it, one after another. */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type BenchResult, inTurn, median, rowsOf, timeOf } from './measure.ts';

const ROUNDS = 3;

/** Folders that the build makes. Without them, it starts from nothing. */
const MADE = ['dist', 'generated', '.wireit', '.cache'];

/** Folders that the copy of the project does not need. */
const LEFT_OUT = new Set(['node_modules', '.git', 'coverage', ...MADE]);

/**
 * Both run in a copy of the project. The tools are the ones that a script by hand would call: they lint, bundle, lint
 * again, generate types and docs. The build also generates the catalogue, the client, the cases and the package, and it
 * runs the contract tests. Wall time, because the build runs in parallel and the tools do not.
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
    const build = () => timeOf({ program: 'npm', args: ['run', 'build'], cwd: folder, env: ENV });
    const fromNothing = () => {
      for (const name of MADE) rmSync(join(folder, name), { recursive: true, force: true });
      return build();
    };
    const [cold = [], warm = [], ...each] = await inTurn(ROUNDS, [
      fromNothing,
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
        title: 'The whole build, as the user waits for it (median, ratio to five tools one after another)',
        rows: rowsOf(
          ['five tools', 'build from nothing', 'build with nothing to do'],
          [all, cold, warm],
          seconds,
          [parts.join(', '), 'all of that, and the parts that only the build makes', ''],
        ),
      },
    ];
  } finally {
    for (const each of [folder, made]) rmSync(each, { recursive: true, force: true });
  }
}

const ENV = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' };

interface Tool {
  name: string;
  args: string[];
  cwd: string;
}

/** @param made the folder for the output of the tools */
function toolsOf(folder: string, made: string): Tool[] {
  const redocly = binOf('@redocly/cli', 'redocly');
  const spectral = binOf('@stoplight/spectral-cli', 'spectral');
  const types = binOf('openapi-typescript', 'openapi-typescript');
  const entry = 'spec/openapi.yaml';
  const bundled = join(made, 'openapi.yaml');
  const page = join(made, 'docs.html');
  const tool = (name: string, args: string[], cwd = folder) => ({ name, args, cwd });
  return [
    tool('redocly lint', [redocly, 'lint', entry]),
    tool('redocly bundle', [redocly, 'bundle', entry, '--output', bundled]),
    tool('spectral lint', [spectral, 'lint', bundled, '--ruleset', '.spectral.yaml']),
    // In a folder with a redocly.yaml that has `apis`, it ignores its argument.
    tool('openapi-typescript', [types, bundled, '--output', join(made, 'types.ts')], made),
    tool('redocly build-docs', [redocly, 'build-docs', bundled, '--output', page]),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
