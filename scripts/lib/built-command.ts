/** Runs the built command as a user does: `verify`, and the sandbox or Prism as a server to test. */
import { join } from 'node:path';
import type { CaseResult, Report } from '../../src/conformance/types.ts';
import type { Project } from './project.ts';
import { ADDRESS, endOf, type Running, runProcess, startProcess } from './spawn.ts';

/** A mock server that is starting. */
export interface Mock {
  process: Running;
  /** The base URL, when the server listens. */
  url: Promise<string>;
}

/** Returns the path of the built command. */
export function commandOf({ root }: Project): string {
  return join(root, 'dist/cli.js');
}

/** Starts the sandbox on a free port. */
export function startSandbox(project: Project): Mock {
  return startMock([commandOf(project), 'mock', '--port', '0', '--quiet'], ADDRESS);
}

/** Starts `prism mock` with the bundle, on a free port. */
export function startPrism({ root, generated }: Project): Mock {
  const command = join(root, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const args = [command, 'mock', join(generated, 'openapi.yaml'), '--host', '127.0.0.1', '--port', '0'];
  return startMock(args, /listening on (http:\S+)/);
}

/** Ends a mock server that does not start or stop. It is far longer than a run takes. */
const MOCK_TIMEOUT_MS = 600_000;

function startMock(args: readonly string[], address: RegExp): Mock {
  const process = startProcess(globalThis.process.execPath, args, { timeoutMs: MOCK_TIMEOUT_MS });
  return { process, url: process.waitFor(address) };
}

/** A run of `verify`. */
export interface VerifyRun {
  counts: { passed: number; failed: number; known: number; requests: number; seconds: number };
  /** A line for each reason why the run failed. */
  failures: string[];
}

/**
 * Runs `verify` with further options.
 *
 * @throws {Error} with the output, if the command wrote no report
 */
export async function runVerify(project: Project, url: string, args: readonly string[]): Promise<VerifyRun> {
  const command = [commandOf(project), 'verify', url, '--reporter', 'json', ...args];
  const end = await runProcess(process.execPath, command);
  if (!end.stdout.startsWith('{')) throw new Error(endOf(process.execPath, command, end));
  const report = JSON.parse(end.stdout) as Report;
  const { counts, requests, durationMs } = report;
  const failures = report.results.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'known');
  return {
    counts: {
      passed: counts.passed,
      failed: failures.length,
      known: counts.known,
      requests,
      seconds: Math.round(durationMs / 10) / 100,
    },
    failures: report.conformant ? [] : [...failures.map(lineOf), ...report.runFailures],
  };
}

function lineOf({ id, outcome, reason, findings }: CaseResult): string {
  const causes = findings.map(({ expected, actual }) => `expected ${expected}; actual ${actual}`);
  return `${id} ${outcome}: ${[...causes, ...(reason ? [reason] : [])].join(' | ')}`;
}
