/** `explain`: codes by name, status and words; responses from standard input; and unknown codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CatalogueEntry, catalogueOf } from '../../../src/contract/catalogue.ts';
import { examplePath } from '../../../src/contract/example-request.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import type { Finished } from '../../helpers/command.ts';
import { cli, runInProcess } from '../../helpers/program.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import { exchangeBytes } from '../../helpers/raw-http.ts';

const { errors } = catalogueOf(contract);
const codes = errors.map(({ code }) => code);

/** Joins the lines of a text, because the output is wrapped. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const explain = (input: string | Buffer, ...args: string[]) =>
  runInProcess(['explain', '-', ...args], { input });

const errorOf = ({ example }: CatalogueEntry) =>
  example.error as Record<string, unknown> & { message: string };

/** Expects wrong usage: a message without a stack trace, status 2 and nothing on stdout. */
function expectUsageError({ status, stdout, stderr }: Finished, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split('\n').length).toBeLessThan(3);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
}

describe('explain CODE', () => {
  test.for(errors)(
    '$code prints all facts of the catalogue within 80 columns and without colours',
    async (entry) => {
      const { status, stdout, stderr } = await cli('explain', entry.code);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^${entry.code}\n`));
      const text = plain(stdout);
      const parts = [
        entry.meaning,
        entry.occurs,
        entry.solution,
        entry.since,
        String(entry.status),
        entry.testToken,
      ];
      const named = [
        ...entry.operations,
        ...entry.fields.flatMap(({ name, description }) => [name, description]),
      ];
      for (const part of [...parts, ...named, errorOf(entry).message])
        expect.soft(text).toContain(plain(part));
      expect(stdout).toContain(`result.error.code === '${entry.code}'`);
      expect(text).toContain(`Docs: errors/${entry.code}.html`);
      expect(stdout).not.toContain('\x1b[');
      expect(stdout).not.toContain('**');
      // Code blocks are indented and not wrapped.
      const prose = stdout.split('\n').filter((line) => !line.startsWith('  '));
      for (const line of prose) expect.soft(line.length, line).toBeLessThanOrEqual(80);
    },
  );

  test('accepts the code in lower case, with dashes and as words', async () => {
    const [entry] = errors.filter(({ code }) => code.includes('_'));
    const code = entry?.code ?? '';
    const { stdout } = await cli('explain', code);
    const lower = code.toLowerCase();
    for (const words of [[lower], [lower.replaceAll('_', '-')], lower.split('_'), [` ${code} `]]) {
      expect(await cli('explain', ...words)).toEqual({ status: 0, stdout, stderr: '' });
    }
  });

  test('--docs-url makes the links full URLs', async () => {
    const code = errors[0]?.code ?? '';
    const link = `Docs: https://docs.test/api/errors/${code}.html\n`;
    for (const url of [
      'https://docs.test/api',
      'https://docs.test/api/',
      'https://docs.test/api/index.html#top',
    ])
      expect((await cli('explain', code, '--docs-url', url)).stdout).toContain(link);
    expectUsageError(
      await cli('explain', code, '--docs-url', 'docs.test'),
      /The value must be the full URL of the docs/,
    );
  });

  test('--json prints the catalogue entry', async () => {
    for (const entry of errors.slice(0, 2)) {
      const { status, stdout } = await cli('explain', entry.code, '--json');
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual({ errors: [entry] });
    }
  });
});

describe('explain STATUS', () => {
  const found = (stdout: string) => codes.filter((code) => new RegExp(`^${code}$`, 'm').test(stdout));

  test('explains all codes with the status', async () => {
    for (const status of new Set(errors.map((entry) => entry.status))) {
      const { stdout } = await cli('explain', String(status));
      expect(found(stdout)).toEqual(
        errors.filter((entry) => entry.status === status).map(({ code }) => code),
      );
    }
    const { stdout } = await cli('explain', '5xx');
    expect(found(stdout)).toEqual(errors.filter(({ status }) => status >= 500).map(({ code }) => code));
  });

  test('reports a status without codes and lists the statuses', async () => {
    expectUsageError(await cli('explain', '418'), /No code has the status 418\. The statuses are 4\d\d, /);
    expectUsageError(await cli('explain', '4040'), /No code has the status 4040\./);
  });
});

describe('explain WORDS', () => {
  test.for(errors)(
    'finds $code by its message, also with other numbers, case and punctuation',
    async (entry) => {
      const { message } = errorOf(entry);
      const changed = message.replace(/\d+/g, '7').replace(/[.]/g, '').toUpperCase();
      for (const text of [message, changed]) {
        const { status, stdout } = await cli('explain', text);
        expect(status).toBe(0);
        expect(stdout).toMatch(new RegExp(`^(?: {2})?${entry.code}\\b`, 'm'));
      }
    },
  );

  test('lists the codes if several codes match', async () => {
    const category =
      errors.find(({ category: name }, at) => errors[at + 1]?.category === name)?.category ?? '';
    const { status, stdout, stderr } = await cli('explain', category);
    expect(status).toBe(0);
    for (const { code } of errors.filter((entry) => entry.category === category))
      expect(stdout).toContain(code);
    expect(stderr).toMatch(/^The query matches more than one code\./);
  });

  test.for(codes)('suggests %s for a misspelling of it', async (code) => {
    const typo = `${code.slice(0, 3)}Q${code.slice(4)}`.toLowerCase();
    const { status, stdout, stderr } = await cli('explain', typo);
    expect(stderr).toMatch(new RegExp(`^Unknown code "${typo}"\\. Did you mean ${code}\\b.*\\?\n$`));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('suggests a code for a misspelling of a word that only this code has', async () => {
    const words = codes.flatMap((code) => code.split('_').map((word) => ({ code, word })));
    const unique = words.filter(
      ({ word }) => word.length > 5 && words.filter((other) => other.word === word).length === 1,
    );
    expect(unique.length).toBeGreaterThan(codes.length / 2);
    for (const { code, word } of unique) {
      const { status, stderr } = await cli('explain', `${word.slice(0, 3)}Q${word.slice(4)}`.toLowerCase());
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(`Did you mean ${code}\\b`),
      });
    }
  });

  test('without a similar code names the command that lists all codes, and control characters are visible', async () => {
    expectUsageError(
      await cli('explain', 'zzz'),
      /^Unknown code "zzz"\. To list all codes, run `social-data-contract codes`\.\n$/,
    );
    expectUsageError(await cli('explain', '\x1b[31m?'), /Unknown code "␛\[31m\?"/);
    expectUsageError(await cli('explain', 'z'.repeat(100_000)), /Unknown code "z{79}…"/);
    expectUsageError(await cli('explain', ''), /Unknown code ""/);
    expectUsageError(await cli('explain', '.*'), /Unknown code "\.\*"/);
  });

  test('names the command that explains a file, also if its path is long, but not for a folder', async () => {
    const found = (path: string) =>
      `To explain the content of this file, run \`social-data-contract explain < '${path}'\`.\n`;
    const { stderr } = await cli('explain', 'package.json');
    expect(stderr).toBe(`Unknown code "package.json". ${found('package.json')}`);
    const folder = temporaryFolder('explain');
    const path = join(folder, 'z'.repeat(100));
    writeFileSync(path, '');
    expect((await cli('explain', path)).stderr).toContain(found(path));
    // The start of a longer path is not the path.
    writeFileSync(path.slice(0, 79), '');
    for (const other of [folder, 'test', `${path}z`, 'z'.repeat(1000), 'package.json\0'])
      expect((await cli('explain', other)).stderr).toMatch(/Did you mean|To list all codes/);
  });
});

describe('a response on standard input', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ contract, port: 0 });
  });
  afterAll(() => sandbox?.close());

  test.for(errors)(
    '$code is explained with the values of the response, from the envelope and from the error object',
    async (entry) => {
      for (const value of [entry.example, errorOf(entry)]) {
        const { status, stdout, stderr } = await explain(JSON.stringify(value));
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(stdout).toMatch(new RegExp(`^This response: ${entry.code}\n`));
        for (const { name } of entry.fields) {
          expect(stdout).toContain(`- \`${name}\` is \`${JSON.stringify(errorOf(entry)[name])}\`. `);
        }
        expect(stdout).toContain('This response conforms to the contract.');
        expect(stdout).toMatch(new RegExp(`\n${entry.code}\n`));
      }
    },
  );

  test.for(errors)('$code is explained from the output of curl -i', async (entry) => {
    const [operation] = contract.operations;
    const { port, pathname } = new URL(sandbox.url);
    const path = operation ? pathname + examplePath(operation) : '';
    const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${entry.testToken}\r\nConnection: close\r\n\r\n`;
    const bytes = Buffer.from(await exchangeBytes(Number(port), head), 'latin1');
    const { status, stdout, stderr } = await explain(bytes);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^This response: ${entry.code}, status ${entry.status}\n`));
    expect(stdout).toContain('This response conforms to the contract.');
    const before = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Connection established\nVia: a\n\n';
    expect((await explain(before + bytes.toString('latin1'))).stdout).toBe(stdout);
  });

  test('the solution contains the seconds to wait from the response', async () => {
    const [waiting] = errors.filter(({ retry }) => retry === 'wait');
    const field = waiting?.fields.find(({ role }) => role === 'wait')?.name ?? '';
    const error = { ...(waiting && errorOf(waiting)), [field]: 17 };
    const { stdout } = await explain(JSON.stringify({ success: false, error }));
    expect(stdout).toContain(`What to do: ${waiting?.solution.replace(`\`${field}\``, '17')}.`);
  });

  const withField = errors.find(({ fields }) => fields.length > 0) as CatalogueEntry;
  const [fieldName = ''] = withField.fields.map(({ name }) => name);
  const related = errors.find(({ relations }) =>
    relations.some(({ lessThan }) => lessThan),
  ) as CatalogueEntry;
  const [relation] = related.relations;
  const wire = (status: number, type: string, body: string) =>
    `HTTP/1.1 ${status} \r\nContent-Type: ${type}\r\n\r\n${body}`;

  test.for<[string, string, RegExp]>([
    [
      'an unknown code',
      JSON.stringify({ success: false, error: { code: `${codes[0]}S`, message: 'a' } }),
      new RegExp(`a code of version .*; actual: ${codes[0]}S[\\s\\S]*Did you mean ${codes[0]}`),
    ],
    [
      'a missing field',
      JSON.stringify({ ...errorOf(withField), [fieldName]: undefined }),
      new RegExp(`\`${fieldName}\` is missing\\.[\\s\\S]*error\\.${fieldName} to be present`),
    ],
    [
      'a missing message',
      JSON.stringify({ ...errorOf(withField), message: undefined }),
      /error\.message to be present/,
    ],
    [
      'a field of another type',
      JSON.stringify({ ...errorOf(withField), [fieldName]: 'many' }),
      new RegExp(`error\\.${fieldName} to be integer.*"many"|error\\.${fieldName} integer; actual`),
    ],
    [
      'a relation that does not hold',
      JSON.stringify({ ...errorOf(related), [relation?.field ?? '']: 1e6 }),
      new RegExp(`error\\.${relation?.field} to be less than ${relation?.lessThan}`),
    ],
    [
      'another status',
      wire(418, 'application/json', JSON.stringify(withField.example)),
      new RegExp(`status ${withField.status} with ${withField.code}; actual: status 418`),
    ],
    [
      'another media type',
      wire(withField.status, 'text/html', JSON.stringify(withField.example)),
      /text\/html/,
    ],
    ['both data and error', JSON.stringify({ ...withField.example, data: null }), /success: false with data/],
  ])('with %s is explained with the findings, and the status is 1', async ([, input, finding]) => {
    const { status, stdout, stderr } = await explain(input);
    expect(plain(stdout)).toMatch(finding);
    expect(stdout).toContain('This response does not conform to the contract:');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const json = JSON.parse((await explain(input, '--json')).stdout);
    expect(json.answer.findings[0]).toMatchObject({ level: 'MUST', expected: expect.any(String) });
  });

  test('that violates only a SHOULD is status 0', async () => {
    const [should] = errors.filter(({ headers }) => headers.some(({ level }) => level === 'SHOULD'));
    const response = wire(should?.status ?? 0, 'application/json', JSON.stringify(should?.example));
    const { status, stdout } = await explain(response);
    expect(stdout).toMatch(/- SHOULD: the header /);
    expect(status).toBe(0);
  });

  test('that is a success is reported as a success', async () => {
    const example = contract.operations[0]?.success.content?.example;
    const { status, stdout } = await explain(JSON.stringify(example));
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'This response is a success: it contains no error.\n',
    });
    const json = await explain(JSON.stringify(example), '--json');
    expect(JSON.parse(json.stdout)).toEqual({ errors: [] });
  });

  test('is displayed literally, with visible control characters', async () => {
    const message = '\u001b[31m**no** [link](x) `code` \u202e';
    const { stdout } = await explain(JSON.stringify({ ...errorOf(withField), message }));
    expect(stdout).toContain('"␛[31m**no** [link](x) `code` ⟨U+202E⟩"');
  });

  test.for<[string, string | Buffer, RegExp]>([
    ['nothing', '', /^Standard input is empty\. Pipe a response to the command: curl -i /],
    ['white space', ' \r\n\t', /is empty/],
    ['broken JSON', '{"success": false,', /the body is not JSON/],
    ['a number', '7', /^No code has the status 7\. /],
    ['null', 'null', /not an object/],
    ['an array', '[]', /not an object/],
    ['an unrelated object', '{"a": 1}', /no error with a code/],
    ['a code that is a number', '{"success":false,"error":{"code":7}}', /no error with a code/],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80]), /the body is not JSON/],
    ['more than 1 MiB', 'a'.repeat(3_000_000), /more than 1048576 bytes/],
    [
      'an HTTP response with HTML',
      wire(502, 'text/html', '<p>'),
      /^Unexpected response \(status 502\): the body is not JSON\..*a proxy\.\n$/,
    ],
    ['a head without a body', 'HTTP/2 204 \r\n', /^Unexpected response \(status 204\): the body is empty/],
    ['a head that does not end', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(1000)}`, /body is empty/],
  ])('that is not a response of the API is refused: %s', async ([, input, message]) => {
    expectUsageError(await explain(input), message);
  });

  test('may start with a byte order mark, as some shells write it', async () => {
    expect((await explain(`\ufeff${JSON.stringify(withField.example)}`)).status).toBe(0);
  });
});

test('--spec explains the codes of another spec', async () => {
  const spec = join(ROOT, 'generated/openapi.yaml');
  expect((await cli('explain', codes[0] ?? '', '--spec', spec)).status).toBe(0);
  expectUsageError(await cli('explain', codes[0] ?? '', '--spec', 'nowhere.yaml'), /the file does not exist/);
});
