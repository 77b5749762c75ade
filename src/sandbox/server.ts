/** The sandbox: a server that conforms to the contract for any request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/model.ts';
import { codeOf } from '../contract/read.ts';
import { createBodies } from './bodies.ts';
import { respondToDetached } from './detached.ts';
import { createHandler, type Exchange, MAX_HEADERS } from './handler.ts';
import { createResponder } from './respond.ts';
import { checkSettings, type SandboxSettings } from './settings.ts';

/**
 * The maximum size of request line and headers in bytes. It is high, so that a path of megabytes gets a normal
 * response.
 */
const MAX_HEAD_BYTES = 4 * 1024 * 1024;

/** The maximum number of open connections. */
const MAX_CONNECTIONS = 4096;

/** The maximum times until the head of a request ends, until its body ends, and without any bytes, in milliseconds. */
const HEAD_MS = 10_000;
const REQUEST_MS = 30_000;
const IDLE_MS = 60_000;

export interface SandboxOptions extends SandboxSettings {
  contract: Contract;
  /** @default 0, which selects a free port */
  port?: number;
  /** @default '127.0.0.1' */
  host?: string;
  /**
   * Handles a request before the sandbox does, and returns whether it has responded. `npm start` serves the docs page
   * with it.
   */
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Called after each response of the sandbox. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
  /** Called with internal errors. The client receives an error envelope in any case. */
  onFault?: (fault: unknown) => void;
}

export interface Sandbox {
  port: number;
  /** The address that the sandbox listens on, which may be a wildcard such as `0.0.0.0`. */
  address: string;
  /** The base URL of the API: `http://127.0.0.1:4010/api/v1`. */
  url: string;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox.
 *
 * @throws the listen error of Node (`EADDRINUSE`, `EACCES`, ...) if the address is not available
 * @throws {SandboxSettingError} if a setting is out of range, or the spec lacks what it needs
 * @throws {ContractError} if an example in the spec cannot be sent
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, port = 0, host = '127.0.0.1', before, onExchange, latencyMs = 0 } = options;
  checkSettings(options);
  const responder = createResponder(contract, options);
  const bodies = createBodies();
  const handle = createHandler(responder, { ...options, bodies });
  const server = createServer(
    {
      // A request without a Host header, or with an unknown Expect header, gets an envelope, not Node's own response.
      requireHostHeader: false,
      maxHeaderSize: MAX_HEAD_BYTES,
      headersTimeout: HEAD_MS + latencyMs,
      requestTimeout: REQUEST_MS + latencyMs,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      if (!before?.(request, response)) handle(request, response);
    },
  );
  server.on('checkExpectation', handle);
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = IDLE_MS + latencyMs;
  const detached = respondToDetached(server, {
    bodies,
    notFound: responder.error(codeOf(contract, 'path-unknown').code),
    malformed: responder.error(contract.sandbox.malformed),
    latencyMs,
    onResponse: (request, { status, code }) =>
      onExchange?.({ method: request?.method, status, code, durationMs: latencyMs }),
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { address, port: actual } = server.address() as AddressInfo;
  return {
    port: actual,
    address,
    url: `http://${hostOf(address)}:${actual}${contract.basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of detached) socket.destroy();
      }),
  };
}

/** Returns the host of a URL for an address. Not every system connects to a wildcard address. */
function hostOf(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return address.includes(':') ? `[${address}]` : address;
}
