/** The commands of a report: run in a shell, they send the same requests and get the same response. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runProcess } from '../../../../scripts/lib/spawn.ts';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import type { CaseResult } from '../../../../src/conformance/types.ts';
import { shellWord } from '../../../../src/text/shell.ts';
import { contract, temporaryFolder } from '../../../helpers/project.ts';
import { type Received, startAdmin } from '../../../helpers/servers/admin.ts';
import { startMutant } from '../../../helpers/servers/mutant.ts';

const folder = temporaryFolder('commands');
const [operation] = contract.operations;
const codeOf = (trigger: string) => contract.errors.find((entry) => entry.trigger === trigger)?.code ?? '';

/** Secrets with characters that a shell and a URL treat in a special way. */
const ENV = {
  STAGING_TOKEN: 'stag$ing-`token`!"\\1234',
  ENV_KEY: 'k',
  ADMIN_KEY: 'Basic abc"def\'gh',
};
const LITERAL = "literal-$ecret-'99";
const CAPTURED = 'fresh-$1234-5678';

/** Runs commands in a shell, without the variables of this process except the path. */
async function inShell(commands: string) {
  const { stdout, stderr, status } = await runProcess('sh', ['-c', commands], {
    cwd: folder,
    env: ENV,
  });
  expect(status, stderr).toBe(0);
  // The last response, after the responses to other shown requests.
  const responses = stdout.split(/^HTTP\/1\.1 /m).slice(1);
  const [head = '', ...body] = responses.at(-1)?.split('\r\n\r\n') ?? [];
  return { status: Number(head.slice(0, 3)), body: body.join('\r\n\r\n').trimEnd(), count: responses.length };
}

/** Returns a request without the headers that differ between two HTTP clients. */
function comparable({ method, path, headers, body }: Received) {
  const { host, connection, 'user-agent': _agent, 'accept-encoding': _coding, ...own } = headers;
  return { method, path, headers: own, body };
}

function profileOf(adminUrl: string) {
  const file = join(folder, 'profile.yaml');
  const literal = JSON.stringify(LITERAL);
  writeFileSync(
    file,
    `tokens: { success: { env: STAGING_TOKEN } }
headers: { X-Env: { env: ENV_KEY }, Accept: application/vnd.api+json }
provoke:
  ${codeOf('account')}: { token: ${literal} }
  ${codeOf('rate')}: { repeat: 3 }
  ${codeOf('balance')}:
    prepare:
      - url: ${adminUrl}/admin/tokens?a=[1]&b='
        headers: { Authorization: { env: ADMIN_KEY }, Content-Type: application/json }
        body: '{"text":"it''s $HOME \`id\` !"}'
        status: 201
        capture: { the-token: /data/~1tokens/0 }
      - { method: PATCH, path: "/admin/empty/{the-token}", query: { token: "{the-token}" } }
    token: "{the-token}"
  default: { headers: { X-Provoke: "{CODE}", X-Literal: "a ! \\\\ $x" } }
`,
  );
  return loadProfile(file, contract, { ...process.env, ...ENV });
}

interface Ran {
  results: CaseResult[];
  /** The requests of each case, by its id. */
  requests: Map<string, Received[]>;
}

/** Runs cases one after another and records the requests of each. */
async function run(received: Received[], options: VerifyOptions): Promise<Ran> {
  const requests = new Map<string, Received[]>();
  let start = 1; // The first request only checks that the target responds.
  const { results } = await verify({
    ...options,
    concurrency: 1,
    onResult: ({ id }) => {
      requests.set(id, received.slice(start));
      start = received.length;
    },
  });
  return { results, requests };
}

test('the commands send the same requests and print the same response', async () => {
  const server = await startAdmin(({ path }) =>
    path.includes('/admin/')
      ? [201, { data: { '/tokens': [CAPTURED] } }]
      : [418, { success: false, error: { code: 'TEAPOT', message: 'Short.' } }],
  );
  const own = (name: string) => `${operation?.id}/${name}`;
  const { results, requests } = await run(server.received, {
    contract,
    target: `${server.url}/api/v1`,
    profile: profileOf(server.url),
    only: [
      ...contract.errors.map(({ code }) => own(code)),
      ...['Authorization-*', 'query-token', 'elsewhere'].map((name) => own(`authentication/${name}`)),
      ...['POST', 'DELETE', 'head', 'base', 'percent-*', 'cursor-odd'].map((name) => own(`routing/${name}`)),
    ],
  });
  const failed = results.flatMap(({ id, evidence }) => (evidence ? [{ id, evidence }] : []));
  expect(failed.length).toBeGreaterThan(25);
  for (const { id, evidence } of failed) {
    for (const secret of [...Object.values(ENV).filter(({ length }) => length > 5), LITERAL, CAPTURED])
      expect(evidence.curl).not.toContain(secret.slice(0, 5));
    const isMasked = evidence.curl.startsWith('# Replace each *** by the secret');
    expect(isMasked, id).toBe(id === own(codeOf('account')));
    server.received.length = 0;
    const masked = {
      "'Authorization: Bearer ***'": shellWord([{ text: `Authorization: Bearer ${LITERAL}` }]),
    };
    const commands = Object.entries(masked).reduce(
      (text, [from, to]) => text.replaceAll(from, () => to),
      evidence.curl,
    );
    const { status, body } = await inShell(commands);
    expect(server.received.map(comparable), `${id}\n${evidence.curl}`).toEqual(
      requests.get(id)?.map(comparable),
    );
    expect([status, body], id).toEqual([evidence.response?.status, evidence.response?.body]);
  }
  const curlOf = (name: string) => failed.find(({ id }) => id === own(name))?.evidence.curl ?? '';
  expect(curlOf(codeOf('rate'))).toMatch(/^for i in \$\(seq 3\); do curl -s .*; done\ncurl -i [^\n]*$/);
  expect(
    curlOf(codeOf('balance'))
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['response=$(curl', 'captured_the_token=$(node', 'curl', 'curl']);
  expect(curlOf('authentication/Authorization-longer')).toMatch(
    /"Authorization: Bearer \$\{STAGING_TOKEN\}x"/,
  );
  server.close();
});

describe('the commands repeat', () => {
  const profile = loadProfile('sandbox', contract);

  test('a request whose fault occurs only sometimes', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === undefined && outgoing.times % 3 === 0) outgoing.status = 418;
      },
    });
    const report = await verify({
      contract,
      target: mutant.url,
      profile,
      only: [`${operation?.id}/success`],
    });
    const [fault] = report.faults;
    expect(fault?.actual).toContain('(in response 3 to the same request)');
    const { status, count } = await inShell(fault?.evidence?.curl ?? '');
    await mutant.close();
    expect({ status, count }).toEqual({ status: 418, count: 3 });
  });

  test('the requests that show the cost of an error, with the test token in clear', async () => {
    const seen: string[] = [];
    const balances = { left: 1000 };
    const mutant = await startMutant({
      request: ({ url = '' }) => void seen.push(url),
      response: ({ json, code }) => {
        balances.left -= code === undefined ? 1 : 5;
        if (json.data) json.data.remaining_balance = balances.left;
      },
    });
    const only = [`${operation?.id}/charging/${codeOf('path-unknown')}`];
    const { faults } = await verify({ contract, target: mutant.url, profile, only });
    const sent = seen.slice(-4);
    const curl = faults[0]?.evidence?.curl ?? '';
    const { count } = await inShell(curl);
    await mutant.close();
    expect(curl).toContain(`Bearer ${contract.sandbox.successToken}'`);
    expect(count).toBe(4);
    expect(seen.slice(-4)).toEqual(sent);
  });

  test('a compressed response', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        outgoing.status = 418;
        outgoing.headers['Content-Encoding'] = 'gzip';
        outgoing.body = gzipSync(JSON.stringify(outgoing.json));
      },
    });
    const only = [`${operation?.id}/${codeOf('path-unknown')}`];
    const { faults } = await verify({ contract, target: mutant.url, profile, only });
    const evidence = faults[0]?.evidence;
    const { status, body } = await inShell(evidence?.curl ?? '');
    await mutant.close();
    expect([status, body]).toEqual([418, evidence?.response?.body]);
  });
});
