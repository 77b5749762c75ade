/**
 * A typical implementation of the Social Data API with Hono, with optional faults.
 *
 *   tsx server.ts SWITCHES...
 *
 * Starts one server on a free port for each argument, and prints their base URLs, one on each line. An argument is a
 * comma-separated list of switches, or `none`.
 */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import {
  type DetailsArgument,
  type ErrorCode,
  type ErrorDetails,
  errorBody,
  errorCodes,
  errorResponse,
  errors,
  statusOf,
} from '../../../../src/errors.ts';
import { readSwitches } from '../switches.ts';

/** Common mistakes on this platform, and one correct variation (`busy`). */
const SWITCHES = [
  'default-not-found',
  'default-on-error',
  'plain-http-exception',
  'body-without-type',
  'number-limit',
  'platform-by-in',
  'capital-bearer-only',
  'anonymous-hashtags',
  'error-without-available',
  'sum-with-undefined',
  'utc-string-dates',
  'second-page-unbounded',
  'busy',
] as const;
type Switch = (typeof SWITCHES)[number];

interface Account {
  active: boolean;
  balance: number;
  perSecond: number;
  store: 'warm' | 'cold' | 'lost';
}

type Env = { Variables: { account: Account } };

/** Messages in another language. Codes without a message here use the message of the catalogue. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  MISSING_API_TOKEN: 'Il manque le jeton. Envoyez-le dans l’en-tête Authorization.',
  INVALID_API_TOKEN: 'Ce jeton est inconnu ou révoqué.',
  NOT_FOUND: 'Cette adresse n’existe pas.',
  RATE_LIMIT_EXCEEDED: 'Trop de requêtes. Patientez un peu.',
};

/** The host of the URLs, by platform. */
const PLATFORMS: Readonly<Record<string, string>> = {
  tiktok: 'tiktok.example',
  instagram: 'instagram.example',
  twitter: 'x.example',
  x: 'x.example',
  snapchat: 'snapchat.example',
  linkedin: 'linkedin.example',
};

/** What one post costs, in credits. */
const POST_PRICE = 2;

const TOTAL = 45;

class ApiError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails<Code> | undefined;

  constructor(code: Code, ...[details]: DetailsArgument<Code>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

function createApp(on: ReadonlySet<Switch>) {
  // With `busy`, the tester reaches the rate limit during a run.
  const account: Account = {
    active: true,
    balance: 1_000_000,
    perSecond: on.has('busy') ? 300 : 1_000_000,
    store: 'warm',
  };
  const accounts = new Map<string, Account>([
    ['key-of-ada-5d1c', account],
    ['key-of-bob-80fe', { ...account, balance: 7 }],
    ['key-of-eve-37aa', { ...account, active: false }],
    ['key-of-max-c402', { ...account, perSecond: 0 }],
    ['key-of-kim-19be', { ...account, store: 'cold' }],
    ['key-of-lou-6e93', { ...account, store: 'lost' }],
  ]);
  const anonymous = { ...account };
  const requests = new Map<Account, { second: number; count: number }>();

  const respond = ({ code, details = {} }: ApiError) => {
    const allDetails = { message: MESSAGES[code], ...details };
    const realm = { 'WWW-Authenticate': 'Bearer realm="posts"' };
    const response = errorResponse(code, allDetails, statusOf(code) === 401 ? { headers: realm } : {});
    if (on.has('body-without-type')) response.headers.delete('Content-Type');
    if (on.has('error-without-available') && 'available' in details) {
      const { success, error } = errorBody(code, allDetails);
      return new Response(JSON.stringify({ success, error: { ...error, available: undefined } }), response);
    }
    return response;
  };

  const tokenOf = (c: Context) => {
    const authorization = c.req.header('Authorization') ?? '';
    if (on.has('capital-bearer-only')) {
      return authorization.startsWith('Bearer ') ? authorization.slice(7) : c.req.header('X-API-Token');
    }
    return /^bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? c.req.header('X-API-Token');
  };

  const authenticated = createMiddleware<Env>(async (c, next) => {
    const token = tokenOf(c);
    if (!token && on.has('anonymous-hashtags') && c.req.path.includes('/by-hashtag/')) {
      c.set('account', anonymous);
      return next();
    }
    if (on.has('plain-http-exception') && (!token || !/^(key|demo)-/.test(token))) {
      throw new HTTPException(401, { message: 'Unauthorized' });
    }
    if (!token) throw new ApiError('MISSING_API_TOKEN');
    // Demo keys let client developers see every error.
    const demo = errorCodes.find((code) => token === `demo-${code.toLowerCase()}`);
    if (demo) throw new ApiError(demo, errors[demo].example.error);
    const account = accounts.get(token);
    if (!account) throw new ApiError('INVALID_API_TOKEN');
    if (!account.active) throw new ApiError('ACCOUNT_INACTIVE');
    c.set('account', account);
    return next();
  });

  const limited = createMiddleware<Env>(async (c, next) => {
    const account = c.get('account');
    const second = Math.floor(Date.now() / 1000);
    const last = requests.get(account);
    const count = last?.second === second ? last.count + 1 : 1;
    requests.set(account, { second, count });
    if (count > account.perSecond) throw new ApiError('RATE_LIMIT_EXCEEDED', { retry_after: 1 });
    return next();
  });

  const list = (c: Context<Env>, kind: 'user' | 'hashtag', platform: string, name: string) => {
    const account = c.get('account');
    const known = on.has('platform-by-in') ? platform in PLATFORMS : Object.hasOwn(PLATFORMS, platform);
    if (!known) throw new ApiError('INVALID_PLATFORM');
    const limit = readLimit(c.req.query('limit'), on);
    // An unknown cursor returns an empty page.
    const cursor = c.req.query('cursor');
    const start = cursor ? Number(/^p([0-9]{1,6})$/.exec(cursor)?.[1] ?? TOTAL) : 0;

    const bounded = Math.min(start + limit, TOTAL);
    const end = on.has('second-page-unbounded') && cursor ? TOTAL : bounded;
    const numbers = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
    const posts = readStore(account).map(numbers, (index) => makePost(kind, platform, name, index, on));

    const required = Math.max(1, posts.length * POST_PRICE);
    if (account.balance < required) {
      throw new ApiError('INSUFFICIENT_BALANCE', { required, available: account.balance });
    }
    account.balance -= required;
    return c.json({
      success: true,
      data: { posts, remaining_balance: account.balance, next_cursor: end < TOTAL ? `p${end}` : null },
    });
  };

  const app = new Hono<Env>().basePath('/api/v1');
  app.use('*', authenticated, limited);
  app.get('/posts/by-user/:platform/:username', (c) =>
    list(c, 'user', c.req.param('platform'), c.req.param('username')),
  );
  app.get('/posts/by-hashtag/:platform/:hashtag', (c) =>
    list(c, 'hashtag', c.req.param('platform'), c.req.param('hashtag')),
  );
  if (!on.has('default-not-found')) app.notFound(() => respond(new ApiError('NOT_FOUND')));
  app.onError((error, c) => {
    if (error instanceof ApiError) return respond(error);
    if (error instanceof HTTPException) return error.getResponse();
    // The default behaviour of Hono.
    if (on.has('default-on-error')) return c.text('Internal Server Error', 500);
    return respond(new ApiError('INTERNAL_ERROR'));
  });
  return app;
}

function readLimit(limit: string | undefined, on: ReadonlySet<Switch>): number {
  if (limit === undefined) return 20;
  const number = Number(limit);
  const invalid = on.has('number-limit') ? !Number.isInteger(number) : !/^[1-9][0-9]*$/.test(limit);
  if (invalid || number < 1 || number > 100) throw new ApiError('INVALID_PARAMETERS');
  return number;
}

function readStore({ store }: Account) {
  if (store === 'cold') throw new ApiError('SERVICE_UNAVAILABLE');
  if (store === 'lost') throw new Error('store lost: connection refused');
  return { map: <Item>(indexes: number[], make: (index: number) => Item) => indexes.map(make) };
}

function makePost(
  kind: 'user' | 'hashtag',
  platform: string,
  name: string,
  index: number,
  on: ReadonlySet<Switch>,
) {
  const host = PLATFORMS[platform];
  const username = kind === 'user' ? name : `voyageur${index % 3}`;
  const home = `https://${host}/${encodeURIComponent(username)}`;
  const date = new Date(Date.UTC(2026, 2, 1) + index * 60_000);
  // Every tenth post has no `shares`.
  const counts: { likes: number; comments: number; shares?: number } = { likes: 40 * index, comments: index };
  if (index % 10 !== 9) counts.shares = 3;
  const { likes, comments } = counts;
  const shares = on.has('sum-with-undefined') ? (counts.shares as number) : (counts.shares ?? 0);
  return {
    id: 1000 + index,
    platform,
    platform_post_id: `p${index}`,
    content: index % 4 === 0 ? null : `Journée n° ${index} #${name}`,
    post_url: `${home}/${index}`,
    published_at: on.has('utc-string-dates') ? date.toUTCString() : date.toISOString(),
    media: { type: index % 2 ? 'video' : 'text', urls: index % 2 ? [`${home}/${index}.mp4`] : [] },
    engagement: { likes, comments, shares: shares ?? 0, views: 5 * likes, total: likes + comments + shares },
    author: { username, display_name: '', profile_url: home, avatar_url: `${home}.png` },
    hashtags: [name],
    mentions: index % 6 ? [] : ['amie'],
    scraped_at: new Date().toISOString(),
  };
}

for (const on of readSwitches(SWITCHES)) {
  // Waits for each server, so that the URLs are printed in the order of the arguments.
  const { port } = await new Promise<AddressInfo>((resolve) => {
    serve({ fetch: createApp(on).fetch, hostname: '127.0.0.1', port: 0 }, resolve);
  });
  console.log(`http://127.0.0.1:${port}/api/v1`);
}
