/**
 * A typical implementation of the Social Data API with Express, with optional faults.
 *
 *   tsx server.ts SWITCHES...
 *
 * Starts one server on a free port for each argument, and prints their base URLs, one on each line. An argument is a
 * comma-separated list of switches, or `none`.
 */
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import {
  type DetailsArgument,
  type ErrorCode,
  type ErrorDetails,
  errorBody,
  errors,
  headersOf,
  isErrorCode,
  statusOf,
} from '../../../../src/errors.ts';
import { readSwitches } from '../switches.ts';

/** Common mistakes on this platform, and one correct variation (`pretty`). */
const SWITCHES = [
  'default-404',
  'default-error-handler',
  'stack-in-response',
  'uri-error-as-500',
  'json-by-send',
  'always-200',
  'parse-int-limit',
  'lower-case-platform',
  'balance-as-text',
  'hashtags-without-x-api-token',
  'retry-after-as-timestamp',
  'charged-first',
  'pretty',
] as const;
type Switch = (typeof SWITCHES)[number];

interface Account {
  active: boolean;
  balance: number;
  requestsPerMinute: number;
  shard: string;
}

interface Shard {
  inMaintenance: boolean;
}

const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];

/** The price of a page in credits. */
const PAGE_PRICE = 1;

/** How many posts every user and hashtag has. */
const POST_COUNT = 45;

class ApiError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails<Code> | undefined;

  constructor(code: Code, ...[details]: DetailsArgument<Code>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

function createAccounts(): Map<string, Account> {
  const account = { active: true, balance: 100_000, requestsPerMinute: 100_000, shard: 'main' };
  return new Map([
    ['key-of-ada-5d1c', account],
    ['key-of-bob-80fe', { ...account, balance: 0 }],
    ['key-of-eve-37aa', { ...account, active: false }],
    ['key-of-max-c402', { ...account, requestsPerMinute: 0 }],
    ['key-of-kim-19be', { ...account, shard: 'attic' }],
    // This shard no longer exists.
    ['key-of-lou-6e93', { ...account, shard: 'cellar' }],
  ]);
}

const shards = new Map<string, Shard>([
  ['main', { inMaintenance: false }],
  ['attic', { inMaintenance: true }],
]);

function createApp(on: ReadonlySet<Switch>): Express {
  const accounts = createAccounts();
  const requests = new Map<Account, { minute: number; count: number }>();
  const app = express();
  if (on.has('pretty')) app.set('json spaces', 2);

  const sendError = (res: Response, { code, details = {} }: ApiError, more: Record<string, unknown> = {}) => {
    const { success, error } = errorBody(code, details);
    const body = { success, error: { ...error, ...more } };
    res.status(on.has('always-200') ? 200 : statusOf(code)).set(headersOf(code, details));
    if (on.has('retry-after-as-timestamp') && 'retry_after' in error) {
      res.set('Retry-After', String(Math.floor(Date.now() / 1000) + error.retry_after));
    }
    if (on.has('json-by-send')) {
      res.removeHeader('Content-Type');
      res.send(JSON.stringify(body));
    } else res.json(body);
  };

  const authenticate: RequestHandler = (req, res, next) => {
    const bearer = /^Bearer +(\S+)$/i.exec(req.get('Authorization') ?? '')?.[1];
    const ignored = on.has('hashtags-without-x-api-token') && req.path.startsWith('/posts/by-hashtag/');
    const token = bearer || (ignored ? undefined : req.get('X-API-Token'));
    if (!token) throw new ApiError('MISSING_API_TOKEN');
    // Demo keys let client developers see every error.
    const demo = /^demo-(\w+)$/.exec(token)?.[1]?.toUpperCase();
    if (isErrorCode(demo)) throw new ApiError(demo, errors[demo].example.error);
    const account = accounts.get(token);
    if (!account) throw new ApiError('INVALID_API_TOKEN');
    if (!account.active) throw new ApiError('ACCOUNT_INACTIVE');
    res.locals.account = account;
    next();
  };

  const limitRate: RequestHandler = (_req, res, next) => {
    const account: Account = res.locals.account;
    const now = Math.floor(Date.now() / 1000);
    const minute = Math.floor(now / 60);
    const last = requests.get(account);
    const count = last?.minute === minute ? last.count + 1 : 1;
    requests.set(account, { minute, count });
    if (count > account.requestsPerMinute) {
      throw new ApiError('RATE_LIMIT_EXCEEDED', { retry_after: 60 - (now % 60) });
    }
    next();
  };

  const charge = (account: Account) => {
    if (account.balance < PAGE_PRICE) {
      throw new ApiError('INSUFFICIENT_BALANCE', { required: PAGE_PRICE, available: account.balance });
    }
    account.balance -= PAGE_PRICE;
  };

  const chargeFirst: RequestHandler = (_req, res, next) => {
    charge(res.locals.account);
    next();
  };

  const listPosts =
    (kind: 'user' | 'hashtag'): RequestHandler<{ platform: string; name: string }> =>
    (req, res) => {
      const account: Account = res.locals.account;
      const platform = on.has('lower-case-platform')
        ? req.params.platform.toLowerCase()
        : req.params.platform;
      if (!PLATFORMS.includes(platform)) throw new ApiError('INVALID_PLATFORM');
      const limit = on.has('parse-int-limit') ? looseLimit(req.query.limit) : strictLimit(req.query.limit);
      const start = offsetOf(req.query.cursor);

      const shard = shards.get(account.shard) as Shard;
      if (shard.inMaintenance) throw new ApiError('SERVICE_UNAVAILABLE');
      if (!on.has('charged-first')) charge(account);

      const end = Math.min(start + limit, POST_COUNT);
      const posts = [];
      for (let index = start; index < end; index++)
        posts.push(makePost(kind, platform, req.params.name, index));
      res.json({
        success: true,
        data: {
          posts,
          remaining_balance: on.has('balance-as-text') ? String(account.balance) : account.balance,
          next_cursor: end < POST_COUNT ? cursorOf(end) : null,
        },
      });
    };

  const api = express.Router();
  api.use(authenticate, limitRate);
  if (on.has('charged-first')) api.use(chargeFirst);
  api.get('/posts/by-user/:platform/:name', listPosts('user'));
  api.get('/posts/by-hashtag/:platform/:name', listPosts('hashtag'));
  app.use('/api/v1', api);
  if (!on.has('default-404')) {
    app.use(() => {
      throw new ApiError('NOT_FOUND');
    });
  }

  const handleError: ErrorRequestHandler = (err, _req, res, next) => {
    if (err instanceof ApiError) return sendError(res, err);
    // If a path cannot be decoded, Express raises an error with a 4xx status.
    if (err.status < 500 && !on.has('uri-error-as-500')) return sendError(res, new ApiError('NOT_FOUND'));
    if (on.has('default-error-handler')) return next(err);
    const more = on.has('stack-in-response') ? { detail: err.stack } : {};
    sendError(res, new ApiError('INTERNAL_ERROR'), more);
  };
  app.use(handleError);
  return app;
}

function strictLimit(limit: unknown): number {
  if (limit === undefined) return 20;
  if (typeof limit !== 'string' || !/^[1-9][0-9]*$/.test(limit) || Number(limit) > 100) {
    throw new ApiError('INVALID_PARAMETERS');
  }
  return Number(limit);
}

/** The fault: characters after the digits are ignored. */
function looseLimit(limit: unknown): number {
  if (limit === undefined) return 20;
  const number = Number.parseInt(String(limit), 10);
  if (!(number >= 1 && number <= 100)) throw new ApiError('INVALID_PARAMETERS');
  return number;
}

function cursorOf(offset: number): string {
  return Buffer.from(`from:${offset}`).toString('base64url');
}

/** Reads a cursor; this server rejects an unknown one. */
function offsetOf(cursor: unknown): number {
  if (cursor === undefined) return 0;
  const offset = /^from:(\d{1,9})$/.exec(Buffer.from(String(cursor), 'base64url').toString())?.[1];
  if (offset === undefined) throw new ApiError('INVALID_PARAMETERS');
  return Number(offset);
}

function makePost(kind: 'user' | 'hashtag', platform: string, name: string, index: number) {
  const username = kind === 'user' ? name : `traveller_${index % 7}`;
  const id = `73012345678901${String(index).padStart(5, '0')}`;
  const profile = `https://${platform}.example/${encodeURIComponent(username)}`;
  const [likes, comments, shares] = [1200 + index, 84, index];
  const published = new Date(Date.UTC(2026, 0, 15, 8) - index * 3_600_000);
  return {
    id: 480_000 + index,
    platform,
    platform_post_id: id,
    // A post may contain a stack trace, and that is not a leak of this server.
    content: index % 7 === 3 ? null : `Café № ${index} – TypeError: no milk 🥛 at brew (/usr/lib/cup.js:4:2)`,
    post_url: `${profile}/posts/${id}`,
    published_at: index % 11 === 5 ? null : published.toISOString(),
    media:
      index % 5 === 4 ? { type: null, urls: [] } : { type: 'image', urls: [`${profile}/media/${id}.jpg`] },
    engagement: { likes, comments, shares, views: 56_000, total: likes + comments + shares },
    author: {
      username,
      display_name: username,
      profile_url: profile,
      avatar_url: `${profile}/avatar.png`,
    },
    hashtags: kind === 'hashtag' ? [name] : ['travel'],
    mentions: [],
    scraped_at: '2026-01-16T09:00:00+01:00',
  };
}

for (const on of readSwitches(SWITCHES)) {
  const server = createApp(on).listen(0, '127.0.0.1');
  // Waits for each server, so that the URLs are printed in the order of the arguments.
  await new Promise((resolve) => server.once('listening', resolve));
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`);
}
