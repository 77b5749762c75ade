/** Shared parts of the commands that start a server: the docs page, shutdown, and errors on listening. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/**
 * Creates a request handler that serves a page at the root.
 *
 * @returns a function that returns true if it has responded, and false for another path, or a method other than GET and
 * HEAD
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
