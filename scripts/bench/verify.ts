/** Compares `verify` to `redocly respect` with the generated Arazzo file. Both run as processes against one sandbox. */
import { join } from 'node:path';
import { commandOf, runVerify, startSandbox } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type BenchResult, inTurn, rowsOf, timeOf } from './measure.ts';

const ROUNDS = 7;

export async function benchVerify(project: Project): Promise<BenchResult[]> {
  const sandbox = startSandbox(project);
  try {
    const url = await sandbox.url;
    const { counts } = await runVerify(project, url, []);
    const file = join(project.generated, 'arazzo.yaml');
    const verify = [commandOf(project), 'verify', url];
    const respect = [binOf('@redocly/cli', 'redocly'), 'respect', file, '--server', `social-data=${url}`];
    const times = await inTurn(
      ROUNDS,
      [verify, respect].map((args) => () => timeOf({ args, cwd: project.root })),
    );
    const notes = [`${counts.requests} requests`, 'the steps of arazzo.yaml'];
    return [
      {
        title: 'Wall time of a complete run against the sandbox (median, ratio to verify)',
        rows: rowsOf(['verify', 'redocly respect'], times, (ms) => `${ms.toFixed(0)} ms`, notes),
      },
    ];
  } finally {
    await sandbox.process.stop();
  }
}
