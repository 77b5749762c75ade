/** What every command that serves shares: its end, and its failure to listen. */
import { UsageError } from './exit.ts';

/** Resolves at Ctrl-C or SIGTERM. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Why an address cannot be listened on, in one line; any other error as it is. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `The port ${port} is in use on ${host}. Choose another with --port, or 0 for a free one.`,
    EACCES: `The port ${port} may not be used by this user. Choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another with --host.`,
    ENOTFOUND: `The host ${host} is not known. Choose another with --host.`,
    EAI_AGAIN: `The host ${host} is not known. Choose another with --host.`,
  };
  const reason = reasons[error.code ?? ''];
  return reason ? new UsageError(reason) : error;
}
