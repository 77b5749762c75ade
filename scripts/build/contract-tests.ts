/**
 * Runs the built contract tests against the sandbox, which must pass every case, and against a Prism mock of the bundle,
 * which must fail exactly the cases in prism-deviations.ts. This is the last step of the build.
 */
import { join } from 'node:path';
import { type Mock, runVerify, startPrism, startSandbox, type VerifyRun } from '../lib/built-command.ts';
import { openProject, type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { FATAL, knownFailures, prismDeviations } from './prism-deviations.ts';

/** The counts that the summary of the build prints. */
export type ContractSummary = Record<'sandbox' | 'prism', VerifyRun['counts']>;

const LIST = 'scripts/build/prism-deviations.ts';

const project = openProject();
const file = join(project.root, '.cache/prism-known-failures.txt');
writeWhole(file, [knownFailures(prismDeviations(readGeneratedContract(project))), ...FATAL].join('\n'));
// A failed SHOULD and a code that was not exercised fail the run, too.
const strict = ['--strict', '--require-all'];
const known = ['--profile', 'prism', '--known-failures', file];
const [sandbox, prism, fatal] = await Promise.all([
  verifyWith(project, startSandbox(project), strict),
  // Prism is slow while the other processes run.
  verifyWith(project, startPrism(project), [
    ...strict,
    ...known,
    ...FATAL.flatMap((name) => ['--skip', name]),
    '--timeout',
    '60',
  ]),
  verifyWith(project, startPrism(project), [
    '--strict',
    ...known,
    ...FATAL.flatMap((name) => ['--only', name]),
  ]),
]);
const faults = [
  ...faultsOf(sandbox.run, 'The sandbox violates the contract. Fix src/sandbox/ or the spec.'),
  ...faultsOf(prism.run, `Prism fails other cases than ${LIST} lists. Update the list.`),
  ...faultsOf(fatal.run, `A case that should end Prism passed. Update FATAL in ${LIST}.`),
  ...(fatal.survived ? [`No case of FATAL in ${LIST} ended Prism. Update the list.`] : []),
];
if (faults.length === 0) {
  const summary: ContractSummary = { sandbox: sandbox.run.counts, prism: prism.run.counts };
  writeWhole(join(project.root, '.cache/contract.json'), `${JSON.stringify(summary)}\n`);
} else {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}

/** Runs the contract tests against a mock server and stops it. */
async function verifyWith(project: Project, mock: Mock, args: readonly string[]) {
  try {
    const run = await runVerify(project, await mock.url, args);
    return { run, survived: mock.process.child.exitCode === null };
  } finally {
    await mock.process.stop();
  }
}

function faultsOf({ failures }: VerifyRun, message: string): string[] {
  return failures.length === 0 ? [] : [...failures, message];
}
