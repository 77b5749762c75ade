/** Shared parts of the commands that start a server: shutdown, and errors on listening. */
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/** Resolves on SIGINT (Ctrl-C) or SIGTERM. */
export function untilInterrupted(world: Pick<World, 'once'>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) world.once(signal, () => resolve());
  });
}

/** Returns a one-line error if the user can fix why a server cannot listen, and else the original error. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use on ${host}. Choose another port with --port, or 0 for any free port.`,
    EACCES: `This user has no permission to listen on port ${port}. Choose a port above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}. Choose another address with --host.`,
    ENOTFOUND: `The host ${host} is unknown. Choose another host with --host.`,
    EAI_AGAIN: `The host ${host} is unknown. Choose another host with --host.`,
  };
  const reason = reasons[error.code ?? ''];
  return reason ? new UsageError(reason) : error;
}
