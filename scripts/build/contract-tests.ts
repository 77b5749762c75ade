/** Runs the built contract tests against the built sandbox: the last step of the build. */
import { join } from 'node:path';
import { runVerify, withSandbox } from '../lib/built-command.ts';
import { openProject, writeWhole } from '../lib/project.ts';

/** The counts that the summary of the build prints. */
export interface ContractSummary {
  passed: number;
  failed: number;
  requests: number;
  seconds: number;
}

const project = openProject();
const { status, output, ...counts } = await withSandbox(project, (url) => runVerify(project, url));
if (status === 0) {
  const summary: ContractSummary = counts;
  writeWhole(join(project.root, '.cache/contract.json'), `${JSON.stringify(summary)}\n`);
} else {
  console.error(output);
  console.error('The sandbox violates the contract. Fix src/sandbox/ or the spec.');
  process.exitCode = 1;
}
