/** A sandbox whose memory can be asked for: the built command in a process of its own, with a forced collection. */
import { once } from 'node:events';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { ADDRESS, startProcess } from '../lib/spawn.ts';

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
