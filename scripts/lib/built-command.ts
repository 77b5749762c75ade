/** Running what the package ships, as a user would: the sandbox as a process, and `verify` against it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Project } from './project.ts';

/** The built command. */
export function commandOf({ root }: Project): string {
  return join(root, 'dist/cli.js');
}

/**
 * Runs something against the sandbox, which is stopped afterwards.
 *
 * @param use gets the base URL
 */
export async function withSandbox<Value>(
  project: Project,
  use: (url: string) => Promise<Value>,
): Promise<Value> {
  const command = [commandOf(project), 'mock', '--port', '0'];
  const sandbox = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface({ input: sandbox.stdout })) {
      const url = /https?:\S+/.exec(line)?.[0];
      if (url) return await use(url);
    }
    throw new Error('The sandbox ended without an address. Run `npm run build` first.');
  } finally {
    sandbox.kill('SIGTERM');
  }
}

/** What a run of `verify` printed, and what its last line counts. */
export interface VerifyRun {
  status: number | null;
  output: string;
  passed: number;
  failed: number;
  requests: number;
  seconds: number;
}

/** Runs `verify` against a target that keeps every SHOULD, too. */
export async function runVerify(project: Project, url: string): Promise<VerifyRun> {
  const child = spawn(process.execPath, [commandOf(project), 'verify', url, '--strict', '--require-all'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const counts = /(\d+) passed, (\d+) failed.*; (\d+) requests in ([\d.]+) s/
    .exec(output)
    ?.slice(1)
    .map(Number);
  const [passed = 0, failed = 0, requests = 0, seconds = 0] = counts ?? [];
  return { status, output, passed, failed, requests, seconds };
}
