/** The accounts and posts of the servers on Koa and Fastify. */
import { type ErrorCode, errorCodes, errors } from '../../../src/errors.ts';

/** An error of the contract, with the fields of this occurrence. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, unknown>;

  constructor(code: ErrorCode, fields: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return errors[this.code].status;
  }

  get body(): object {
    const { success, error } = errors[this.code].example;
    return { success, error: { ...error, ...this.fields } };
  }

  get headers(): Record<string, string> {
    const { retry_after: seconds } = this.fields;
    return {
      ...(this.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
    };
  }
}

export interface Account {
  balance: number;
  active?: boolean;
  store?: 'hot' | 'cold' | 'lost';
  limited?: boolean;
}

const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];
const TOTAL = 45;
const PRICE = 3;

/** Accounts by key. The object has a prototype, as in many programs. */
export function createAccounts(): Record<string, Account> {
  return {
    'key-of-ada-5d1c': { balance: 1_000_000, active: true },
    'key-of-bob-80fe': { balance: 2, active: true },
    'key-of-eve-37aa': { balance: 50 },
    'key-of-max-c402': { balance: 50, active: true, limited: true },
    'key-of-kim-19be': { balance: 50, active: true, store: 'cold' },
    'key-of-lou-6e93': { balance: 50, active: true, store: 'lost' },
  };
}

/**
 * Returns the account of a token.
 *
 * @throws {ApiError} if there is none, or if it cannot make requests
 */
export function authenticate(find: (token: string) => Account | undefined, token: string): Account {
  if (token === '') throw new ApiError('MISSING_API_TOKEN');
  // Demo keys show each error to the developers of clients.
  const demo = errorCodes.find((code) => token === `demo-${code.toLowerCase()}`);
  if (demo) throw new ApiError(demo);
  const account = find(token);
  if (!account) throw new ApiError('INVALID_API_TOKEN');
  if (!account.active) throw new ApiError('ACCOUNT_INACTIVE');
  if (account.limited) throw new ApiError('RATE_LIMIT_EXCEEDED', { retry_after: 30 });
  return account;
}

/** Returns the token of `Authorization: Bearer`, or else that of the other header. */
export function tokenOf(authorization = '', other = ''): string {
  return /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? other;
}

/** What a request asks for. */
export interface Search {
  kind: 'user' | 'hashtag';
  platform: string;
  name: string;
  limit: number;
  cursor?: string | undefined;
}

/** Returns the data of a page, and charges the account. */
export function pageOf(account: Account, search: Search): object {
  const { kind, platform, name, limit, cursor } = search;
  if (!PLATFORMS.includes(platform)) throw new ApiError('INVALID_PLATFORM');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new ApiError('INVALID_PARAMETERS');
  if (account.store === 'cold') throw new ApiError('SERVICE_UNAVAILABLE');
  if (account.store === 'lost') throw new Error('The shelf is empty.');
  if (account.balance < PRICE) {
    throw new ApiError('INSUFFICIENT_BALANCE', { required: PRICE, available: account.balance });
  }
  account.balance -= PRICE;
  const start = /^\d{1,3}$/.test(cursor ?? '') ? Number(cursor) : 0;
  const end = Math.min(start + limit, TOTAL);
  const posts = Array.from({ length: Math.max(0, end - start) }, (_, index) =>
    postOf(kind, platform === 'x' ? 'twitter' : platform, name, start + index),
  );
  return { posts, remaining_balance: account.balance, next_cursor: end < TOTAL ? String(end) : null };
}

function postOf(kind: Search['kind'], platform: string, name: string, index: number): object {
  const username = kind === 'user' ? name : `wanderer${index % 5}`;
  const home = `https://${platform}.example/${encodeURIComponent(username)}`;
  return {
    id: 9_000 + index,
    platform,
    platform_post_id: `p${index}`,
    content: index % 7 === 6 ? null : `Post ${index} ✈`,
    post_url: `${home}/${index}`,
    published_at: index % 9 === 8 ? null : new Date(Date.UTC(2026, 3, 1, index)).toISOString(),
    media: { type: 'image', urls: index % 2 ? [] : [`${home}/${index}.jpg`] },
    engagement: { likes: index, comments: 1, shares: 2, views: 10 * index, total: index + 3 },
    author: { username, display_name: username, profile_url: home, avatar_url: `${home}/avatar` },
    hashtags: kind === 'hashtag' ? [name] : [],
    mentions: [],
    scraped_at: '2026-05-02T00:00:00Z',
  };
}
