/**
 * The Social Data API on Koa. With the switch `defaults`, errors and unknown paths are those of Koa, and the accounts
 * are properties of an object.
 */
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { ApiError, authenticate, createAccounts, pageOf, type Search, tokenOf } from '../service.ts';
import { readSwitches } from '../switches.ts';

for (const switches of readSwitches(['defaults'])) start(switches.has('defaults'));

function start(defaults: boolean): void {
  const app = new Koa();
  app.silent = true;
  const accounts = createAccounts();
  const byKey = new Map(Object.entries(accounts));
  const find = defaults ? (token: string) => accounts[token] : (token: string) => byKey.get(token);

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (defaults && !(error instanceof ApiError)) throw error;
      const known = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR');
      ctx.status = known.status;
      ctx.set(known.headers);
      ctx.body = known.body;
    }
  });
  app.use(async (ctx, next) => {
    ctx.state.account = authenticate(find, tokenOf(ctx.get('Authorization'), ctx.get('X-API-Token')));
    await next();
    if (!defaults && ctx.body === undefined) throw new ApiError('NOT_FOUND');
  });

  const router = new Router({ prefix: '/api/v1/posts', sensitive: true, strict: true });
  for (const kind of ['user', 'hashtag'] as const) {
    router.get(`/by-${kind}/:platform/:name`, (ctx) => {
      const { platform = '', name = '' } = ctx.params as Record<string, string>;
      const { limit = '20', cursor } = ctx.query;
      const isWritten = defaults || /^[1-9]\d{0,2}$/.test(String(limit));
      const search: Search = { kind, platform, name, limit: isWritten ? Number(limit) : 0 };
      const data = pageOf(ctx.state.account, { ...search, cursor: String(cursor ?? '') });
      ctx.body = { success: true, data };
    });
  }
  app.use(router.routes());

  const server = app.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`);
  });
}
