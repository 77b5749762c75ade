/** Runs all situations in a runtime. */
import { execFile } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { launchChromium } from '../../../scripts/lib/chromium.ts';
import type { Observation } from '../../helpers/client/observe.ts';
import { type ReceivedRequest, startSituationServer } from '../../helpers/client/situation-server.ts';
import type { RunnerPage } from './page.ts';
import { bundlePage, COMMAND } from './project.ts';
import type { Report } from './runner.ts';
import type { Runtime } from './runtimes.ts';

/** The observations of all situations in a runtime. */
export interface Run {
  /** @throws {Error} if the runtime has not reported the situation; the message says how the runtime ended */
  get(door: Report['door'], index: number): { seen: Observation; received: ReceivedRequest[] };
}

/** The reports of a runtime and the way it ended. */
interface End {
  reports: Report[];
  how: string;
}

/** A runtime that takes longer is stuck. */
const LIMIT_MS = 180_000;
const MOST_OUTPUT = 64 * 2 ** 20;

/** Runs all situations with a new server. */
export async function runIn(runtime: Runtime, project: string): Promise<Run> {
  const script = runtime.isBrowser ? await bundlePage(project) : '';
  const page: RequestListener = ({ url }, response) => {
    if (url === '/')
      response.setHeader('content-type', 'text/html').end('<script type="module" src="/page.js"></script>');
    else if (url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else response.writeHead(404).end();
  };
  const server = await startSituationServer(page);
  try {
    const launch = runtime.isBrowser ? runPage : runCommand;
    const { reports, how } = await launch(runtime, server.origin, project);
    const found = new Map(reports.map(({ door, index, seen }) => [`${door} ${index}`, seen]));
    return {
      get(door, index) {
        const seen = found.get(`${door} ${index}`);
        if (!seen) throw new Error(`The runtime did not report this situation. It ended with ${how}`);
        if (door === 'fake') return { seen, received: [] };
        const received = server.received(door, index);
        return { seen: { ...seen, requests: received.length }, received };
      },
    };
  } finally {
    await server.close();
  }
}

function runCommand(runtime: Runtime, origin: string, project: string): Promise<End> {
  const options = {
    cwd: project,
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_OUTPUT,
    // Only these variables, so that no proxy or option of the machine applies and the runtime writes only to the project.
    env: {
      PATH: process.env.PATH,
      HOME: project,
      DENO_DIR: join(project, '.deno'),
      DENO_NO_UPDATE_CHECK: '1',
    },
  } as const;
  return new Promise((resolve) => {
    execFile(runtime.program, [...runtime.arguments, COMMAND, origin], options, (fault, stdout, stderr) => {
      const reports = stdout
        .split('\n')
        .filter((line) => line.startsWith('{"door"'))
        .map((line) => JSON.parse(line) as Report);
      resolve({ reports, how: `${fault ? fault.message : 'status 0'}\n${stderr}` });
    });
  });
}

async function runPage({ program }: Runtime, origin: string): Promise<End> {
  const browser = await launchChromium(program);
  const errors: string[] = [];
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(origin);
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`not finished within ${LIMIT_MS} ms`)), LIMIT_MS).unref();
    });
    const runner = page.evaluate(() => (globalThis as unknown as RunnerPage).runMatrix());
    return { reports: await Promise.race([runner, limit]), how: `these errors: ${errors.join('\n')}` };
  } catch (cause) {
    return { reports: [], how: [String(cause), ...errors].join('\n') };
  } finally {
    await browser.close();
  }
}
