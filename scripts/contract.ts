/** The contract tests against the sandbox, both as they ship: the last step of the build. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openProject, show, writeWhole } from './project.ts';

const project = openProject();
const cli = join(project.root, 'dist/cli.js');

/** What the end of the build tells of this step. */
export interface ContractSummary {
  passed: number;
  failed: number;
  requests: number;
  seconds: number;
}

const sandbox = spawn(process.execPath, [cli, 'mock', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await addressOf(sandbox.stdout);
  const { output, status } = await verify(url);
  const counts = /(\d+) passed, (\d+) failed.*; (\d+) requests in ([\d.]+) s/.exec(output);
  if (status !== 0 || !counts) {
    console.error(output);
    console.error('The sandbox does not keep the contract: see src/sandbox/, or the spec.');
    process.exitCode = 1;
  } else {
    const [passed = 0, failed = 0, requests = 0, seconds = 0] = counts.slice(1).map(Number);
    const summary: ContractSummary = { passed, failed, requests, seconds };
    writeWhole(join(project.root, '.cache/contract.json'), `${JSON.stringify(summary)}\n`);
  }
} finally {
  sandbox.kill('SIGTERM');
}

/** The URL that the sandbox prints first. */
async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const url = /https?:\S+/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error(`${show(project, cli)} mock ended without an address.`);
}

async function verify(url: string): Promise<{ output: string; status: number | null }> {
  const child = spawn(process.execPath, [cli, 'verify', url], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { output, status };
}
