/** `verify` beside `redocly respect` on the generated Arazzo, both against one sandbox, as whole processes. */
import { join } from 'node:path';
import { commandOf, runVerify, withSandbox } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type BenchResult, compare } from './measure.ts';

const ROUNDS = 7;

export function benchVerify(project: Project): Promise<BenchResult[]> {
  return withSandbox(project, async (url) => {
    const { requests } = await runVerify(project, url);
    const cwd = project.root;
    const file = join(project.generated, 'arazzo.yaml');
    const respect = [binOf('@redocly/cli', 'redocly'), 'respect', file, '--server', `social-data=${url}`];
    const rows = await compare(
      [
        {
          name: 'verify',
          note: `${requests} requests`,
          command: [process.execPath, commandOf(project), 'verify', url],
          cwd,
        },
        {
          name: 'redocly respect',
          note: 'the steps of arazzo.yaml',
          command: [process.execPath, ...respect],
          cwd,
        },
      ],
      ROUNDS,
    );
    return [
      { title: 'One full run against the sandbox, as a whole process (median, ratio to verify)', rows },
    ];
  });
}
