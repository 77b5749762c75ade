/** Runs the built sandbox in a process whose memory can be measured after a forced garbage collection. */
import { once } from 'node:events';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { ADDRESS, startProcess } from '../lib/spawn.ts';

/** The memory of a process in bytes. */
export interface Memory {
  /** The heap and external buffers after a forced garbage collection. */
  kept: number;
  /** The resident set size. */
  resident: number;
}

export interface Watched {
  url: string;
  memory(): Promise<Memory>;
  /** The exit status if the process has exited; undefined while it runs. */
  readonly ended: number | null | undefined;
  /** @returns the standard error of the process */
  stop(): Promise<string>;
}

/** Replies to each message with the memory. The channel does not keep the process running. */
const REPORT_MEMORY = `
process.on('message', () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ kept: heapUsed + external, resident: rss });
});
process.channel.unref();`;

/** @throws {Error} if the sandbox does not start */
export async function startWatched(project: Project): Promise<Watched> {
  const args = ['--expose-gc', `--import=data:text/javascript,${encodeURIComponent(REPORT_MEMORY)}`];
  const sandbox = startProcess(process.execPath, [...args, commandOf(project), 'mock', '--port', '0'], {
    ipc: true,
  });
  const url = await sandbox.waitFor(ADDRESS);
  let ended: number | null | undefined;
  const finished = sandbox.finished.then((end) => {
    ended = end.status;
    return end;
  });
  return {
    url,
    get ended() {
      return ended;
    },
    memory: async () => {
      sandbox.child.send('memory');
      const [memory] = (await once(sandbox.child, 'message')) as [Memory];
      return memory;
    },
    stop: async () => {
      await sandbox.stop();
      return (await finished).stderr;
    },
  };
}
