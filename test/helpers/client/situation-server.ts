/**
 * One server for all situations. Each situation has its own base path, so that the server can tell the requests apart
 * and the page of a browser can have the same origin.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Running, startServer } from './hostile-server.ts';
import type { Task } from './observe.ts';
import { situations } from './situations.ts';
import { wireSituations } from './wire-situations.ts';

/** The calls to make over a connection, in the order of the data. */
export interface Tasks {
  /** For {@link situations}; undefined for those that a real connection cannot have. */
  real: (Task | undefined)[];
  /** For {@link wireSituations}. */
  wire: Task[];
}

export type Door = keyof Tasks;

/** A request that the server received. */
export interface ReceivedRequest {
  line: string;
  /** The headers that situations check; null if the request did not have one. */
  headers: Record<string, string | null>;
}

export interface SituationServer {
  origin: string;
  /** JSON except for the options of `real`, which a runtime reads from the data itself. Also served as `/tasks`. */
  tasks: Tasks;
  /** Returns the requests that the server received for a situation, in order. */
  received(door: Door, index: number): ReceivedRequest[];
  close(): Promise<void>;
}

const HEADERS = ['authorization', 'x-api-token', 'accept', 'x-trace'];

/** @param others handles the requests that belong to no situation, for example for a page */
export async function startSituationServer(
  others: RequestListener = (_, response) => void response.writeHead(404).end(),
): Promise<SituationServer> {
  const seen = new Map<string, ReceivedRequest[]>();
  const closed = new Map<string, Promise<void>>();
  let tasks: Tasks = { real: [], wire: [] };

  function listen(request: IncomingMessage, response: ServerResponse): void {
    const [, path = '', door, index, rest = ''] =
      /^(\/(real|wire)\/(\d+))(\/.*)/.exec(request.url ?? '') ?? [];
    // A kept-alive connection may already be closed, and runtimes differ in whether they then retry.
    response.shouldKeepAlive = false;
    if (request.url === '/tasks') response.end(JSON.stringify(tasks));
    else if (rest === '/closed') closed.get(path)?.then(() => response.end());
    else if (door === 'real' || door === 'wire') {
      const received = seen.get(path) ?? [];
      const headers = Object.fromEntries(HEADERS.map((name) => [name, one(request.headers[name])]));
      seen.set(path, [...received, { line: `${request.method} ${rest}`, headers }]);
      closed.set(path, new Promise((resolve) => response.once('close', resolve)));
      (door === 'real' ? respondReal : respondWire)(request, response, Number(index), received.length);
    } else others(request, response);
  }

  function respondReal(_: IncomingMessage, response: ServerResponse, index: number, before: number): void {
    const { responses = [] } = situations[index] ?? {};
    const { status = 200, headers, body } = responses[Math.min(before, responses.length - 1)] ?? {};
    response.writeHead(status, { ...headers }).end(body);
  }

  function respondWire(
    request: IncomingMessage,
    response: ServerResponse,
    index: number,
    before: number,
  ): void {
    const elsewhere = `http://localhost:${server.port}/wire/${index}/elsewhere`;
    wireSituations[index]?.respond?.({ request, response, seen: before + 1, elsewhere });
  }

  const server: Running = await startServer(listen);
  // A port on which nothing listens.
  const gone = await startServer(() => {});
  await gone.close();
  const origin = `http://127.0.0.1:${server.port}`;
  tasks = {
    real: situations.map(({ options, notOnWire }, index) =>
      notOnWire ? undefined : { baseUrl: `${origin}/real/${index}/api/v1`, ...(options && { options }) },
    ),
    wire: wireSituations.map(
      (
        { respond, options, call, calls = 1, abortsInBody = false, ignoresSignal = false, closes },
        index,
      ) => ({
        baseUrl: respond ? `${origin}/wire/${index}/api/v1` : gone.baseUrl,
        calls,
        abortsInBody,
        ignoresSignal,
        ...(options && { options }),
        ...(call && { call }),
        ...(closes && { closed: `${origin}/wire/${index}/closed` }),
      }),
    ),
  };
  return {
    origin,
    tasks,
    received: (door, index) => seen.get(`/${door}/${index}`) ?? [],
    close: server.close,
  };
}

function one(value: string | string[] | undefined): string | null {
  return value === undefined ? null : String(value);
}
