/** What every command that serves shares: the docs page, its end, and its failure to listen. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/**
 * Answers with a page at the root.
 *
 * @returns whether it has answered: false for any other path, and for what is no reading
 */
export function pageHandler(page: Buffer): (request: IncomingMessage, response: ServerResponse) => boolean {
  return ({ method, url }, response) => {
    const path = url?.split('?')[0];
    if ((method !== 'GET' && method !== 'HEAD') || (path !== '/' && path !== '/index.html')) return false;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length });
    response.end(method === 'HEAD' ? undefined : page);
    return true;
  };
}

/** Resolves at Ctrl-C or SIGTERM. */
export function untilInterrupted(world: Pick<World, 'once'>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) world.once(signal, () => resolve());
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
