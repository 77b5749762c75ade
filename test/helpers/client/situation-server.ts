/**
 * One server for all situations. Each has a base path of its own, so that requests can be told apart, and a browser's
 * page can be of the same origin.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Running, startServer } from './hostile-server.ts';
import type { Task } from './observe.ts';
import { situations } from './situations.ts';
import { wireSituations } from './wire-situations.ts';

/** What to do over a connection: the lists are in the order of the data. */
export interface Tasks {
  /** For {@link situations}; those that can't stand on a wire have none. */
  real: (Task | undefined)[];
  /** For {@link wireSituations}. */
  wire: Task[];
}

export type Door = keyof Tasks;

/** What the server saw of a request. */
export interface Sight {
  line: string;
  /** Those that a situation may ask for, null where one did not come. */
  headers: Record<string, string | null>;
}

export interface SituationServer {
  origin: string;
  /** JSON but for the options of `real`, which a runtime has from the data itself. Also served, as `/tasks`. */
  tasks: Tasks;
  /** What it saw of a situation's requests, in order. */
  sights(door: Door, index: number): Sight[];
  close(): Promise<void>;
}

const HEADERS = ['authorization', 'x-api-token', 'accept', 'x-trace'];

/** @param others answers whatever is of no situation: a page, say */
export async function startSituationServer(
  others: RequestListener = (_, response) => void response.writeHead(404).end(),
): Promise<SituationServer> {
  const seen = new Map<string, Sight[]>();
  const closed = new Map<string, Promise<void>>();
  let tasks: Tasks = { real: [], wire: [] };

  function listen(request: IncomingMessage, response: ServerResponse): void {
    const [, path = '', door, index, rest = ''] =
      /^(\/(real|wire)\/(\d+))(\/.*)/.exec(request.url ?? '') ?? [];
    // A connection that is used again may be found closed, and runtimes differ in whether they then ask again.
    response.shouldKeepAlive = false;
    if (request.url === '/tasks') response.end(JSON.stringify(tasks));
    else if (rest === '/closed') closed.get(path)?.then(() => response.end());
    else if (door === 'real' || door === 'wire') {
      const sights = seen.get(path) ?? [];
      const headers = Object.fromEntries(HEADERS.map((name) => [name, one(request.headers[name])]));
      seen.set(path, [...sights, { line: `${request.method} ${rest}`, headers }]);
      closed.set(path, new Promise((resolve) => response.once('close', resolve)));
      (door === 'real' ? answerReal : answerWire)(request, response, Number(index), sights.length);
    } else others(request, response);
  }

  function answerReal(_: IncomingMessage, response: ServerResponse, index: number, before: number): void {
    const { answers = [] } = situations[index] ?? {};
    const { status = 200, headers, body } = answers[Math.min(before, answers.length - 1)] ?? {};
    response.writeHead(status, { ...headers }).end(body);
  }

  function answerWire(
    request: IncomingMessage,
    response: ServerResponse,
    index: number,
    before: number,
  ): void {
    const elsewhere = `http://localhost:${server.port}/wire/${index}/elsewhere`;
    wireSituations[index]?.answer?.({ request, response, seen: before + 1, elsewhere });
  }

  const server: Running = await startServer(listen);
  // Where nothing listens.
  const gone = await startServer(() => {});
  await gone.close();
  const origin = `http://127.0.0.1:${server.port}`;
  tasks = {
    real: situations.map(({ options, offWire }, index) =>
      offWire ? undefined : { baseUrl: `${origin}/real/${index}/api/v1`, ...(options && { options }) },
    ),
    wire: wireSituations.map(({ answer, options, call, abortsInBody = false, closes }, index) => ({
      baseUrl: answer ? `${origin}/wire/${index}/api/v1` : gone.baseUrl,
      abortsInBody,
      ...(options && { options }),
      ...(call && { call }),
      ...(closes && { closed: `${origin}/wire/${index}/closed` }),
    })),
  };
  return {
    origin,
    tasks,
    sights: (door, index) => seen.get(`/${door}/${index}`) ?? [],
    close: server.close,
  };
}

function one(value: string | string[] | undefined): string | null {
  return value === undefined ? null : String(value);
}
