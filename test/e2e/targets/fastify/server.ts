/**
 * The Social Data API on Fastify. With the switch `defaults`, errors, validation and unknown paths are those of Fastify.
 */
import Fastify, { type FastifyReply } from 'fastify';
import { type Account, ApiError, authenticate, createAccounts, pageOf, tokenOf } from '../service.ts';
import { readSwitches } from '../switches.ts';

interface Request {
  Params: { platform: string; name: string };
  Querystring: { limit?: string | number; cursor?: string };
}

for (const switches of readSwitches(['defaults'])) await start(switches.has('defaults'));

async function start(defaults: boolean): Promise<void> {
  const send = (reply: FastifyReply, error: ApiError) =>
    reply.status(error.status).headers(error.headers).send(error.body);
  const notFound = () => new ApiError('NOT_FOUND');
  const app = Fastify(
    defaults
      ? {}
      : {
          // A name may be longer than Fastify's 100 characters.
          routerOptions: { maxParamLength: 10_000 },
          // A path with a malformed escape.
          frameworkErrors: (_, __, reply) => void send(reply, notFound()),
        },
  );
  const accounts = new Map(Object.entries(createAccounts()));
  const accountOf = (headers: Record<string, string | string[] | undefined>): Account =>
    authenticate(
      (token) => accounts.get(token),
      tokenOf(String(headers.authorization ?? ''), String(headers['x-api-token'] ?? '')),
    );

  app.setErrorHandler((error, _, reply) => {
    if (error instanceof ApiError) return send(reply, error);
    if (defaults) throw error;
    return send(reply, new ApiError('INTERNAL_ERROR'));
  });
  if (!defaults) {
    // A request whose body has any media type reaches the handler of unknown paths.
    app.addContentTypeParser('*', (_, payload, done) => {
      payload.resume();
      done(null);
    });
    app.setNotFoundHandler(({ headers }) => {
      accountOf(headers);
      throw notFound();
    });
  }

  const querystring = { properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 } } };
  for (const kind of ['user', 'hashtag'] as const) {
    app.get<Request>(
      `/api/v1/posts/by-${kind}/:platform/:name`,
      defaults ? { schema: { querystring } } : {},
      ({ headers, params, query }) => {
        const account = accountOf(headers);
        const { limit = '20', cursor } = query;
        const isWritten = defaults || /^[1-9]\d{0,2}$/.test(String(limit));
        const search = { kind, ...params, limit: isWritten ? Number(limit) : 0 };
        return { success: true, data: pageOf(account, { ...search, cursor: String(cursor ?? '') }) };
      },
    );
  }
  console.log(`${await app.listen({ host: '127.0.0.1', port: 0 })}/api/v1`);
}
