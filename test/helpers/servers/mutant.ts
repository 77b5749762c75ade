/**
 * A correct server with one mutation. To avoid shared bugs, it uses no code of the sandbox, only the error examples of
 * the spec. It keeps state: each success costs its token one credit, and cursors contain offsets.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { JsonObject } from '../../../src/contract/document.ts';
import type { ErrorEntry } from '../../../src/contract/model.ts';
import { contract } from '../project.ts';

/** The result of a request: an error or a page of posts. */
export type Decision = { kind: 'error'; code: string } | Page;

/** The page of posts that a successful request requests. */
export interface Page {
  kind: 'success';
  token: string;
  /** `user` or `hashtag`. */
  by: string;
  platform: string;
  name: string;
  limit: number;
  offset: number;
}

/** A response before it is sent. A mutation changes it in place. */
export interface Outgoing {
  request: IncomingMessage;
  decision: Decision;
  /** The code of an error; undefined for a success. */
  code: string | undefined;
  status: number;
  headers: Record<string, string | string[]>;
  /** The envelope. */
  json: JsonObject & { error?: JsonObject; data?: JsonObject };
  /** How often the server has received this identical request, including this time. */
  times: number;
  /** The body to send instead of `json`. */
  body?: string | Buffer;
  /** Sends the response itself; status, headers and body are ignored. */
  send?: (response: ServerResponse) => void;
}

export interface Mutation {
  /** Changes the request before the server decides. */
  request?: (request: IncomingMessage) => void;
  /** Changes the decision. */
  decide?: (decision: Decision, request: IncomingMessage) => Decision;
  /** Changes the response. */
  response?: (outgoing: Outgoing) => void | Promise<void>;
  /** Parses `limit`; `undefined` means invalid. */
  limit?: (raw: string | undefined) => number | undefined;
  /** Decides whether a token counts as an issued one, if it is not identical. */
  same?: (given: string, issued: string) => boolean;
  /** Serves one connection at a time; other connections wait. */
  oneAtATime?: true;
}

export interface Mutant {
  url: string;
  close(): Promise<void>;
}

/** The number of posts of each example user and hashtag: two pages of the maximum size, six of the default size. */
const POSTS = 120;
const KNOWN = new Set(
  contract.operations.flatMap(({ parameters }) => parameters.map(({ example }) => String(example))),
);
const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];
const CREDITS = 5000;

/** The issued tokens, each with the error that the server returns for it, if any. */
export const ISSUED: ReadonlyMap<string, ErrorEntry | undefined> = new Map<string, ErrorEntry | undefined>([
  [contract.sandbox.successToken, undefined],
  ...contract.errors.map((entry) => [entry.testToken, entry] as const),
]);

/** Starts a server with this mutation on a free port. */
export async function startMutant(mutation: Mutation): Promise<Mutant> {
  const balances = new Map<string, number>();
  const times = new Map<string, number>();

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization, 'x-api-token': plain } = request.headers;
    const key = [request.method, request.url, authorization, plain].join('\n');
    times.set(key, (times.get(key) ?? 0) + 1);
    mutation.request?.(request);
    const correct = decide(request, mutation);
    const decision = mutation.decide?.(correct, request) ?? correct;
    const outgoing: Outgoing = {
      request,
      decision,
      times: times.get(key) ?? 0,
      ...(decision.kind === 'error' ? errorOf(decision.code) : pageOf(decision, balances)),
    };
    await mutation.response?.(outgoing);
    if (outgoing.send) {
      outgoing.send(response);
      return;
    }
    const { status, headers, json, body = JSON.stringify(json) } = outgoing;
    response.writeHead(status, headers).end(body);
  };

  const server = createServer((request, response) => {
    respond(request, response).catch((error) => response.destroy(error));
  });
  const sockets = new Set<Socket>();
  const listener = mutation.oneAtATime ? oneAtATime(server) : server;
  listener.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${contract.basePath}`,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Passes each connection to the server after the previous connection has closed. */
function oneAtATime(server: ReturnType<typeof createServer>) {
  const waiting: Socket[] = [];
  let busy = false;
  const next = () => {
    const socket = waiting.shift();
    busy = socket !== undefined;
    if (!socket) return;
    socket.on('close', next);
    server.emit('connection', socket);
  };
  return createTcpServer((socket) => {
    socket.on('error', () => {});
    waiting.push(socket);
    if (!busy) next();
  });
}

function decide(request: IncomingMessage, { limit = strictLimit, same }: Mutation): Decision {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const token = tokenOf(request);
  if (!path.startsWith(contract.basePath)) return error('NOT_FOUND');
  if (token === undefined) return error('MISSING_API_TOKEN');
  const issued = ISSUED.has(token) ? token : [...ISSUED.keys()].find((known) => same?.(token, known));
  if (issued === undefined) return error('INVALID_API_TOKEN');
  const entry = ISSUED.get(issued);
  if (entry) return error(entry.code);

  const route = /^\/posts\/by-(user|hashtag)\/([^/]+)\/([^/]+)$/.exec(path.slice(contract.basePath.length));
  if (!route || request.method !== 'GET') return error('NOT_FOUND');
  const [, by = '', ...parts] = route;
  let platform: string;
  let name: string;
  try {
    [platform = '', name = ''] = parts.map(decodeURIComponent);
  } catch {
    return error('INVALID_PARAMETERS');
  }
  if (!PLATFORMS.includes(platform)) return error('INVALID_PLATFORM');
  const values = new URLSearchParams(query);
  const most = limit(values.get('limit') ?? undefined);
  const offset = offsetOf(values.get('cursor') ?? undefined);
  if (most === undefined || offset === undefined) return error('INVALID_PARAMETERS');
  return { kind: 'success', token: issued, by, platform, name, limit: most, offset };
}

function error(code: string): Decision {
  return { kind: 'error', code };
}

/** Parses `limit` as the contract requires. Returns `undefined` if it is invalid. */
export function strictLimit(raw: string | undefined): number | undefined {
  if (raw === undefined) return 20;
  return /^([1-9]\d?|100)$/.test(raw) && !raw.includes('\n') ? Number(raw) : undefined;
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const [, bearer] = /^bearer +(\S.*)$/i.exec(headers.authorization ?? '') ?? [];
  const plain = headers['x-api-token'];
  return bearer?.trim() || (typeof plain === 'string' ? plain.trim() : '') || undefined;
}

function cursorOf(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

function offsetOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return 0;
  try {
    const { offset } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Number.isSafeInteger(offset) && offset >= 0 ? offset : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the response for a code, from its example. */
function errorOf(code: string): Pick<Outgoing, 'code' | 'status' | 'headers' | 'json'> {
  const entry = contract.errors.find((candidate) => candidate.code === code);
  if (!entry) throw new TypeError(`The contract does not have the code ${code}.`);
  const json = structuredClone(entry.example) as Outgoing['json'];
  const headers: Outgoing['headers'] = { 'Content-Type': 'application/json' };
  if (entry.status === 401) headers['WWW-Authenticate'] = 'Bearer realm="api"';
  for (const { name, equals } of entry.headers)
    if (equals !== undefined) headers[name] = String(json.error?.[equals]);
  return { code, status: entry.status, headers, json };
}

function pageOf(page: Page, balances: Map<string, number>): ReturnType<typeof errorOf> {
  const { token, platform, name, limit, offset } = page;
  const balance = (balances.get(token) ?? CREDITS) - 1;
  balances.set(token, balance);
  const all = KNOWN.has(name) ? POSTS : 0;
  const count = Math.max(0, Math.min(limit, all - offset));
  const posts = Array.from({ length: count }, (_, index) => postOf(platform, name, offset + index));
  const next_cursor = offset + limit < all ? cursorOf(offset + limit) : null;
  return {
    code: undefined,
    status: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    json: { success: true, data: { posts, remaining_balance: balance, next_cursor } },
  };
}

const MEDIA = ['image', 'video', 'carousel', 'reel', 'story', 'text', null];

function postOf(platform: string, name: string, index: number): JsonObject {
  const [likes, comments, shares] = [index * 31, index * 7, index];
  const address = `https://${platform}.example/${encodeURIComponent(name)}`;
  return {
    id: 4_800_000 + index,
    platform,
    platform_post_id: String(7_301_234_567n + BigInt(index)),
    content: index % 5 === 4 ? null : `Post ${index} of ${name}`,
    post_url: `${address}/${index}`,
    published_at: index % 7 === 6 ? null : new Date(Date.UTC(2026, 0, 1) - index * 3_600_000).toISOString(),
    media: {
      type: MEDIA[index % MEDIA.length] ?? null,
      urls:
        index % 3 === 2 ? [] : [`https://media.example/${index}.jpg`, `https://media.example/${index}.mp4`],
    },
    engagement: { likes, comments, shares, views: index * 997, total: likes + comments + shares },
    author: {
      username: name,
      display_name: 'A name',
      profile_url: address,
      avatar_url: `https://media.example/${encodeURIComponent(name)}.jpg`,
    },
    hashtags: index % 4 === 3 ? [] : ['one', 'two'],
    mentions: index % 4 === 2 ? ['someone'] : [],
    scraped_at: '2026-01-15T09:00:00+02:00',
  };
}
