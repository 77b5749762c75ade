/**
 * Runs the built contract tests against the sandbox, which must pass every case, and against a Prism mock of the bundle,
 * which must fail exactly the cases in prism-deviations.ts. An operation that this list does not cover is not sent to Prism.
 * This is the last step of the build.
 */
import { join } from 'node:path';
import { type Mock, runVerify, startPrism, startSandbox, type VerifyRun } from '../lib/built-command.ts';
import { openProject, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { FATAL, knownFailures, uncovered } from './prism-deviations.ts';

/** The counts that the summary of the build prints. */
export interface ContractSummary {
  sandbox: VerifyRun['counts'];
  /** Missing if no operation was sent to Prism. */
  prism?: VerifyRun['counts'];
  /** The ids of the operations that were not sent to Prism. */
  notCompared: string[];
}

const LIST = 'scripts/build/prism-deviations.ts';

const project = openProject();
const contract = readGeneratedContract(project);
const file = join(project.root, '.cache/prism-known-failures.txt');
writeWhole(file, [knownFailures(contract), ...FATAL].join('\n'));
// A failed SHOULD and a code that was not exercised fail the run, too. Prism is slow while other processes run.
const strict = ['--strict', '--require-all'];
const notCompared = uncovered(contract);
const known = [
  ...['--profile', 'prism', '--known-failures', file, '--timeout', '60'],
  ...notCompared.flatMap((id) => ['--skip', id]),
];
const isCompared = notCompared.length < contract.operations.length;
const fatalNames = isCompared ? FATAL : [];
const skipFatal = FATAL.flatMap((name) => ['--skip', name]);
const [[sandbox, prism], fatal] = await allOf([
  allOf([
    verifyWith(startSandbox(project), strict),
    isCompared ? verifyWith(startPrism(project), [...strict, ...known, ...skipFatal]) : undefined,
  ]),
  // Each pattern has its own Prism: after one has ended, it cannot show that the other cases end it, too.
  allOf(fatalNames.map((name) => verifyWith(startPrism(project), ['--strict', ...known, '--only', name]))),
]);
const faults = [
  ...faultsOf(sandbox.run, 'The sandbox violates the contract. Fix src/sandbox/ or the spec.'),
  ...faultsOf(prism?.run, `Prism fails other cases than ${LIST} lists. Update the list.`),
  ...(prism?.crashed ? [`A case that is not in FATAL in ${LIST} ended Prism. Update FATAL.`] : []),
  ...fatal.flatMap(({ run, crashed }, index) => [
    ...run.failures,
    ...(crashed ? [] : [`No case of ${fatalNames[index]} ended Prism. Update FATAL in ${LIST}.`]),
  ]),
];
if (faults.length === 0) {
  const summary: ContractSummary = {
    sandbox: sandbox.run.counts,
    ...(prism && { prism: prism.run.counts }),
    notCompared,
  };
  writeWhole(join(project.root, '.cache/contract.json'), `${JSON.stringify(summary)}\n`);
} else {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}

/** Runs the contract tests against a mock server and stops it. */
async function verifyWith(
  mock: Mock,
  args: readonly string[],
): Promise<{ run: VerifyRun; crashed: boolean }> {
  let run: VerifyRun;
  try {
    run = await runVerify(project, await mock.url, args);
  } catch (error) {
    await mock.process.stop();
    throw error;
  }
  const { status } = await mock.process.stop();
  return { run, crashed: status !== null && status > 0 };
}

/** Waits for all, also if one fails, because a process that still runs would outlive the build. */
async function allOf<const T extends readonly unknown[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

function faultsOf(run: VerifyRun | undefined, message: string): string[] {
  return run && run.failures.length > 0 ? [...run.failures, message] : [];
}
