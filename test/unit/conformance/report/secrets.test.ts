/** No token of a run stands in any report, wherever the server repeats it and however it writes it. */
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import { loadProfile, type Profile } from '../../../../src/conformance/profile/profile.ts';
import { REPORTERS } from '../../../../src/conformance/report/reporters.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import { GROUPS, type Report } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';
import { type Outgoing, startMutant } from '../../../helpers/servers/mutant.ts';

/** Tokens of a real server: long, and with characters that every format writes in a way of its own. */
const SUCCESS = 'live+Key/4f=\'9&c2"<7>a%e1~(x)';
const UNKNOWN = 'gone+Key/77=\'1&d4"<8>b%e2~(y)';
const provoking = contract.errors.map((entry, index) => ({
  entry,
  token: `bait+Key/${index}='${entry.status}&x\\y`,
}));

const profile: Profile = {
  ...loadProfile('sandbox', contract),
  tokens: { success: SUCCESS, unknown: UNKNOWN },
  provoke: Object.fromEntries(provoking.map(({ entry, token }) => [entry.code, { token }])),
};

/** By the tokens of this run, those that the server under test knows. */
const ISSUED = new Map([
  [SUCCESS, contract.sandbox.successToken],
  ...provoking.map(({ entry, token }): [string, string] => [token, entry.testToken]),
]);

/** A near miss of a token is as good as the token, and so is most of it: what a text was cut behind, all in capitals. */
const SECRETS = [...ISSUED.keys(), UNKNOWN].map((token) => token.slice(0, 12));

/** How a server may write what it repeats. */
const FORMS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in small letters': (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'as a form': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'as JSON': (text) => JSON.stringify(text).slice(1, -1),
};

/** Undoes what a format does to a text, so that a token would stand in it as it came. */
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const withoutEntities = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? '');
const UNDO: Record<string, (text: string) => string> = {
  json: (text) => textsIn(JSON.parse(text)).join('\n'),
  html: withoutEntities,
  junit: withoutEntities,
  github: (text) =>
    text.replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%'),
};

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Where a secret stands: the reporter, and how it is written there. */
function secretsIn(report: Report): string[] {
  const found = Object.entries(REPORTERS).flatMap(([name, reporter]) => {
    const text = reporter.render(report, { color: false });
    const plain = (UNDO[name] ?? ((same: string) => same))(text).toLowerCase();
    return Object.entries(FORMS).flatMap(([form, write]) =>
      SECRETS.filter((secret) => plain.includes(write(secret).toLowerCase())).map(
        (secret) => `${name}, ${form}: ${secret}`,
      ),
    );
  });
  return found;
}

/** One case of each group: which case a text comes from makes no difference to a report. */
const ONE_OF_EACH_GROUP = GROUPS.map(
  (group) => casesOf(contract).find((candidate) => candidate.group === group)?.id ?? '',
);

/**
 * The report on a server that does this with what it was sent as a token.
 *
 * @param only the ids of the cases to run; all by default
 */
async function reportOn(
  answer: (outgoing: Outgoing, token: string) => void,
  only: readonly string[] = [],
): Promise<Report> {
  const sent = new WeakMap<object, string>();
  const mutant = await startMutant({
    request: (request) => {
      for (const name of ['authorization', 'x-api-token']) {
        const value = request.headers[name];
        const [, scheme = '', token = ''] =
          /^(\w+ +)?(.+)$/.exec(typeof value === 'string' ? value : '') ?? [];
        if (token === '') continue;
        sent.set(request, token);
        request.headers[name] = scheme + (ISSUED.get(token) ?? token);
      }
    },
    response: (outgoing) => answer(outgoing, sent.get(outgoing.request) ?? 'none'),
  });
  try {
    return await verify({ contract, target: mutant.url, profile, only, timeoutMs: 20_000 });
  } finally {
    await mutant.close();
  }
}

test('the server under test knows the tokens of this run', async () => {
  const report = await reportOn(() => {});
  expect(report.conformant).toBe(true);
  expect(secretsIn(report)).toEqual([]);
});

test('all cases, against a server that repeats each token as it is', async () => {
  const report = await reportOn((outgoing, token) => {
    if (outgoing.json.error) outgoing.json.error.message = `Not ${token}.`;
    outgoing.headers['X-Echo'] = token;
    outgoing.status = 418;
  });
  expect(report.counts.failed).toBeGreaterThan(100);
  expect(secretsIn(report)).toEqual([]);
});

describe.for(Object.entries(FORMS))('a server repeats tokens %s', ([, write]) => {
  test.for<[string, (outgoing: Outgoing, token: string) => void]>([
    [
      'in a message',
      (outgoing, token) => {
        if (outgoing.json.error) outgoing.json.error.message = `Not ${token}.`;
        outgoing.status = 418;
      },
    ],
    [
      'in a header',
      ({ headers }, token) => {
        headers['X-Echo'] = token;
        delete headers['WWW-Authenticate'];
      },
    ],
    [
      'in place of a code',
      ({ json }, token) => {
        if (json.error) json.error.code = token;
      },
    ],
    [
      'in a field of another type',
      ({ json }, token) => {
        if (json.data) json.data.remaining_balance = token;
      },
    ],
    [
      'in a page',
      (outgoing, token) => {
        outgoing.headers['Content-Type'] = 'text/html';
        outgoing.body = `<p>${token}</p>`;
      },
    ],
    [
      'at the edge of what is quoted of a page',
      (outgoing, token) => {
        outgoing.headers['Content-Type'] = `text/plain`;
        outgoing.body = `${'-'.repeat(95)}${token}`;
      },
    ],
  ])('%s', async ([, answer]) => {
    const report = await reportOn((outgoing, token) => answer(outgoing, write(token)), ONE_OF_EACH_GROUP);
    expect(report.counts.failed + report.counts.warning).toBeGreaterThan(0);
    expect(secretsIn(report)).toEqual([]);
  });
});
