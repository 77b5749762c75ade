/** No report contains a token of the run, in whatever place and form the server repeats it. */
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import { loadProfile, type Profile } from '../../../../src/conformance/profile/profile.ts';
import { REPORTERS } from '../../../../src/conformance/report/reporters.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import { GROUPS, type Report } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';
import { type Outgoing, startMutant } from '../../../helpers/servers/mutant.ts';

/** Long tokens with characters that each report format escapes differently. */
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

/** The tokens that the sandbox knows, by the tokens of this run. */
const ISSUED = new Map([
  [SUCCESS, contract.sandbox.successToken],
  ...provoking.map(({ entry, token }): [string, string] => [token, entry.testToken]),
]);

/**
 * A report must not contain most of a token either, as in a near miss or a text that was cut; compared in lower case.
 */
const SECRETS = [...ISSUED.keys(), UNKNOWN].map((token) => token.slice(0, 12));

/** The forms in which a server may repeat a token. */
const FORMS: Record<string, (text: string) => string> = {
  unchanged: (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'form-encoded': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'JSON-escaped': (text) => JSON.stringify(text).slice(1, -1),
  'HTML-escaped': (text) => text.replace(/[&<>"'+/]/g, (character) => `&#${character.charCodeAt(0)};`),
  'in Base64': (text) => Buffer.from(text).toString('base64'),
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
};

/** The entities of HTML and XML that the reports use. */
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const withoutEntities = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? '');

/** Removes the escapes of a report format, so that a token would be found. */
const UNESCAPE: Record<string, (text: string) => string> = {
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

/** Returns the secrets in a report, each with the reporter and the form in which it was found. */
function secretsIn(report: Report): string[] {
  const found = Object.entries(REPORTERS).flatMap(([name, reporter]) => {
    const text = reporter.render(report, { color: false, width: 80, verbose: true });
    const plain = (UNESCAPE[name] ?? ((same: string) => same))(text).toLowerCase();
    return Object.entries(FORMS).flatMap(([form, write]) =>
      SECRETS.filter((secret) => plain.includes(write(secret).toLowerCase())).map(
        (secret) => `${name}, ${form}: ${secret}`,
      ),
    );
  });
  return found;
}

/** One case of each group, because all cases of a group are reported in the same way. */
const ONE_OF_EACH_GROUP = GROUPS.flatMap(
  (group) => casesOf(contract).find((candidate) => candidate.group === group)?.id ?? [],
);

/**
 * Returns the report on a server.
 *
 * @param answer changes a response; it receives the token of the request
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

test('the server accepts the tokens of this run, and no report contains one', async () => {
  const report = await reportOn(() => {});
  expect(report.conformant).toBe(true);
  expect(secretsIn(report)).toEqual([]);
});

test('no report of all cases contains a token that the server repeats unchanged', async () => {
  const report = await reportOn((outgoing, token) => {
    if (outgoing.json.error) outgoing.json.error.message = `Not ${token}.`;
    outgoing.headers['X-Echo'] = token;
    outgoing.status = 418;
  });
  expect(report.counts.failed).toBeGreaterThan(100);
  expect(secretsIn(report)).toEqual([]);
});

describe.for(Object.entries(FORMS))('no report contains a token that a server repeats: %s', ([, write]) => {
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
      'instead of a code',
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
      'in an HTML page',
      (outgoing, token) => {
        outgoing.headers['Content-Type'] = 'text/html';
        outgoing.body = `<p>${token}</p>`;
      },
    ],
    [
      'at the end of the excerpt of a page',
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
