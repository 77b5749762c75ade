/** Handles the requests of the sandbox. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../contract/model.ts';
import { truncate } from '../text/truncate.ts';
import type { Bodies } from './bodies.ts';
import { corsOf, isPreflight } from './cors.ts';
import { createDecider } from './decide.ts';
import { createBodyCheck } from './request-body.ts';
import { splitTarget } from './request-target.ts';
import type { Responder } from './respond.ts';
import type { SandboxResponse } from './responses.ts';

/** The maximum size of the header section in bytes. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The bytes of a field line other than its name and value: `: ` and the line break. */
const LINE_BYTES = 4;

/** The maximum number of headers that Node keeps. A section with more headers is too large in any case. */
export const MAX_HEADERS = Math.ceil(MAX_HEADER_BYTES / (1 + LINE_BYTES)) + 1;

/** The maximum length of a path in an {@link Exchange}, in characters. */
const MAX_PATH = 200;

/** A request and its response. */
export interface Exchange {
  /** Undefined if the request is not valid HTTP. */
  method?: string | undefined;
  /** As received, at most 200 characters, without the query, because a query may contain a token. Undefined for CONNECT. */
  path?: string | undefined;
  status: number;
  /** The error code; undefined for a success. */
  code?: string | undefined;
  /** The time from the request to the response, in milliseconds. */
  durationMs: number;
}

export interface HandlerOptions {
  contract: Contract;
  bodies: Bodies;
  latencyMs?: number | undefined;
  onExchange?: ((exchange: Exchange) => void) | undefined;
  onFault?: ((fault: unknown) => void) | undefined;
}

/** Creates the request handler of a server. */
export function createHandler(
  responder: Responder,
  { contract, bodies, latencyMs = 0, onExchange, onFault }: HandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const decide = createDecider(contract);
  const checkBody = createBodyCheck(contract);
  const cors = corsOf(contract);
  const malformed = responder.error(contract.sandbox.malformed);
  const server = contract.errors.find(
    ({ trigger, retired }) => trigger === 'server' && retired === undefined,
  );
  const failed = server ? responder.error(server.code) : malformed;

  /** Calls a function. After an internal error, only this client gets an error. The server keeps running. */
  const guarded = <Result>(respond: () => Result): Result | SandboxResponse => {
    try {
      return respond();
    } catch (fault) {
      onFault?.(fault);
      return failed;
    }
  };

  /** Returns the response to the head of a request; a function of the body if the body decides. */
  const responseTo = (request: IncomingMessage, isLarge: boolean): SandboxResponse | Continuation => {
    if (isPreflight(request)) return { status: 204, headers: cors.preflight(request), body: NOTHING };
    const { method = 'GET', url: target = '/', headers } = request;
    const decision = decide({ method, target, headers });
    if (decision.kind === 'error' || decision.operation.body?.invalid === undefined)
      return responder.respond(decision);
    // The head of such a request is not kept while its body arrives.
    if (isLarge) return malformed;
    const mediaType = headers['content-type'];
    return (bytes) => {
      const entry = checkBody(decision.operation, { mediaType, bytes });
      return responder.respond(entry ? { kind: 'error', entry, accepted: true } : decision);
    };
  };

  return (request, response) => {
    const report = onExchange && reporterOf(request, onExchange);
    response.on('error', ignore);
    const headerBytes = headerBytesOf(request);
    const isLarge = headerBytes + (request.url ?? '').length > MAX_HEADER_BYTES;
    const result = headerBytes > MAX_HEADER_BYTES ? malformed : guarded(() => responseTo(request, isLarge));
    if (isLarge) {
      // The connection keeps the head of a request until the next one, so it ends with a large one.
      response.shouldKeepAlive = false;
      release(request);
    }
    const { socket } = request;
    const finish = (final: SandboxResponse) => {
      if (latencyMs === 0) {
        send(response, final);
        report?.(final);
        return;
      }
      // Without a response, Node would read ever more pipelined requests.
      socket.pause();
      setTimeout(() => {
        send(response, final);
        report?.(final);
        socket.resume();
      }, latencyMs).unref();
    };
    if (typeof result === 'function') {
      bodies.read(request, (bytes) => finish(guarded(() => result(bytes))));
    } else {
      request.resume();
      finish(result);
    }
  };
}

/** Returns the response to a request, given its body; undefined if the body was not read to its end. */
type Continuation = (body: Buffer | undefined) => SandboxResponse;

function send(response: ServerResponse, { status, headers, body }: SandboxResponse): void {
  response.writeHead(status, headers).end(body);
}

/** Returns a function that reports the response of a request. */
function reporterOf({ method, url = '/' }: IncomingMessage, onExchange: (exchange: Exchange) => void) {
  const started = performance.now();
  const path = shortPathOf(url);
  return ({ status, code }: SandboxResponse) =>
    onExchange({ method, path, status, code, durationMs: performance.now() - started });
}

const NOTHING = Buffer.alloc(0);

/** A listener that, unlike a function in the handler, keeps no request in memory. */
const ignore = () => {};

/** Returns the path of a target. A part of a string would keep the whole string in memory, so it copies a long one. */
function shortPathOf(target: string): string {
  const path = truncate(splitTarget(target).path, MAX_PATH);
  return target.length > MAX_PATH ? Buffer.from(path).toString() : path;
}

function headerBytesOf({ rawHeaders }: IncomingMessage): number {
  let bytes = (rawHeaders.length / 2) * LINE_BYTES;
  for (const text of rawHeaders) bytes += text.length;
  return bytes;
}

/** Frees the texts of a request. Node keeps the request until its body ends. */
function release(request: IncomingMessage): void {
  request.url = '';
  request.rawHeaders = [];
  request.headers = {};
}
