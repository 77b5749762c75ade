/** A sandbox whose memory can be asked for: the built command in a process of its own, with a forced collection. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';

/** What a process holds, in bytes. */
export interface Memory {
  /** After a forced collection, buffers outside of the heap included: what is kept, not what lies about. */
  kept: number;
  /** The resident set. */
  resident: number;
}

export interface Watched {
  url: string;
  memory(): Promise<Memory>;
  /** The exit status that it ended with on its own; undefined while it runs. */
  readonly ended: number | null | undefined;
  /** @returns what it wrote to standard error */
  stop(): Promise<string>;
}

/** Answers a message with the memory; the channel keeps nothing alive. */
const ANSWER = `
process.on('message', () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ kept: heapUsed + external, resident: rss });
});
process.channel.unref();`;

/** @throws {Error} where the sandbox does not come up */
export async function startWatched(project: Project): Promise<Watched> {
  const args = ['--expose-gc', `--import=data:text/javascript,${encodeURIComponent(ANSWER)}`];
  const child = spawn(process.execPath, [...args, commandOf(project), 'mock', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  let ended: number | null | undefined;
  child.on('close', (status) => {
    ended = status;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const found = /https?:\S+/.exec(line)?.[0];
      if (found) resolve(found);
    });
    child.on('close', () => reject(new Error(`The sandbox ended without an address: ${said}`)));
  });
  return {
    url,
    get ended() {
      return ended;
    },
    memory: async () => {
      child.send('memory');
      const [memory] = (await once(child, 'message')) as [Memory];
      return memory;
    },
    stop: async () => {
      if (ended === undefined) {
        child.kill('SIGTERM');
        await once(child, 'close');
      }
      return said;
    },
  };
}
