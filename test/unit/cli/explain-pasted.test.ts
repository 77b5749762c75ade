/** `explain` with pasted texts: logs, the output of tools, encodings and compressed bodies. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type CatalogueEntry, catalogueOf } from '../../../src/contract/catalogue.ts';
import { cli, runInProcess } from '../../helpers/program.ts';
import { contract } from '../../helpers/project.ts';

const { errors } = catalogueOf(contract);
const entry = errors.find(({ retry }) => retry === 'wait') as CatalogueEntry;
const { code, status } = entry;
const error = entry.example.error as Record<string, unknown>;
const field = entry.fields.find(({ role }) => role === 'wait')?.name ?? '';
const body = JSON.stringify(entry.example);

const HEAD = [
  `HTTP/1.1 ${status} Status`,
  'Content-Type: application/json',
  ...entry.headers.map(({ name, example }) => `${name}: ${example}`),
];
const WIRE = `${HEAD.join('\r\n')}\r\n\r\n${body}`;

const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const explain = (input: string | Buffer, ...args: string[]) =>
  runInProcess(['explain', '-', ...args], { input });

/** Expects the explanation of the code without a judgement of a response. */
async function expectExplained(input: string | Buffer): Promise<string> {
  const { status: exit, stdout, stderr } = await explain(input);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^${code}$`, 'm'));
  expect(stdout).not.toMatch(/This response/);
  return stdout;
}

/** Expects a response that conforms to the contract. */
async function expectConforming(input: string | Buffer, title: string): Promise<void> {
  const { status: exit, stdout, stderr } = await explain(input);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^This response: ${title}\n`));
  expect(stdout).toContain('This response conforms to the contract.');
}

describe('a line of a log', () => {
  const line = `ERROR [worker] ${status} ${code} Too many`;

  test('is explained as an argument, as several arguments and on standard input', async () => {
    const { stdout } = await cli('explain', code);
    const printed = { status: 0, stdout, stderr: '' };
    expect(await cli('explain', line)).toEqual(printed);
    expect(await cli('explain', ...line.split(' '))).toEqual(printed);
    expect(await explain(`${line}\r\n`)).toEqual(printed);
    expect(await runInProcess(['explain'], { input: line })).toEqual(printed);
  });

  test('--json prints the catalogue entry', async () => {
    const { stdout } = await cli('explain', line, '--json');
    expect(JSON.parse(stdout).errors).toMatchObject([{ code }]);
  });

  test.for<[string, object]>([
    ['a level', { level: 50, code, message: 'a' }],
    ['a level next to an incomplete envelope', { severity: 'ERROR', success: false, error: { code } }],
    ['a time', { timestamp: '2026-11-26T10:00:00Z', code, message: 'a' }],
    ['an error object with other fields', { name: 'ApiError', code, message: 'a', stack: 'ApiError: a' }],
    ['an error next to other fields', { msg: 'failed', error: { code } }],
    ['an error inside', { a: { b: [{ code }] } }],
    ['a body as a string', { body: JSON.stringify({ success: false, error: { code } }) }],
    ['a list', [{ success: false, error: { code } }]],
  ])('in JSON is not judged as a response: %s', async ([, record]) => {
    await expectExplained(JSON.stringify(record));
    await expectExplained(`${JSON.stringify(record, null, 2)}\n${JSON.stringify(record)}\n`);
  });

  test('with values explains the code with these values', async () => {
    for (const text of [
      `${code}, ${field}=17.`,
      `${code} {"x_${field}": 9, "${field}": 17}`,
      `${code}: {\\"${field}\\":17}`,
      `{:code=>"${code}", :${field}=>17}`,
      `["code"]=> "${code}" ["${field}"]=>\n  int(17)`,
      `{ code: '${code}', ${camelCase(field)}: '17' }`,
      `{Code:${code} ${camelCase(field).replace(/^./, (letter) => letter.toUpperCase())}:17}`,
      `Error { code: ${code}, ${field}: Some(17) }`,
      `<code>${code}</code><${field}>17</${field}>`,
    ]) {
      const stdout = await expectExplained(text);
      expect(stdout).toMatch(new RegExp(`^This text: ${code}\n\n- \`${field}\` is \`17\`\\. `));
      expect(stdout).toContain(`What to do: ${entry.solution.replace(`\`${field}\``, '17')}.`);
    }
    expect(await expectExplained(`${code} ${field}=soon`)).not.toContain('This text');
  });

  test('with a misspelt code suggests the code', async () => {
    const misspelt = code.replace(/.$/, '');
    for (const { status: exit, stderr } of [
      await cli('explain', `10:00 ERROR ${misspelt} in worker`),
      await explain(`10:00 ERROR ${misspelt} in worker`),
    ]) {
      expect(stderr).toMatch(new RegExp(`Did you mean ${code}\\b.*\\?\n$`));
      expect(exit).toBe(2);
    }
  });

  test('with a status that no code has lists the statuses', async () => {
    const { status: exit, stderr } = await explain('"GET /a HTTP/1.1" 502 5');
    expect(stderr).toMatch(/^No code has the status 502\. The statuses are /);
    expect(exit).toBe(2);
  });

  test('may be a status line', async () => {
    await expectExplained(`${HEAD[0]}\r\n`);
  });
});

describe('the output of a tool', () => {
  const marked = HEAD.map((line) => `< ${line}\r\n`).join('');
  const request = '> GET /a HTTP/1.1\r\n> Authorization: Bearer test_x\r\n>\r\n* Request sent\r\n';
  const printed = JSON.stringify(entry.example, null, 2);

  test.for<[string, string]>([
    ['curl -v', `* Trying 127.0.0.1:500...\n${request}${marked}<\r\n${body}`],
    [
      'curl -v with the end of the connection',
      `${request}${marked}< \r\n${body}* Connection #0 to host a left intact\n`,
    ],
    [
      'curl -v with its progress',
      `${request}${marked}<\r\n{ [163 bytes data]\n\r100   163    0   163    0     0   404      0 --:--:-- --:--:--   429${body}`,
    ],
    [
      'curl -v after a redirect',
      `< HTTP/1.1 301 Moved\r\n< Location: /b\r\n<\r\n${request}${marked}<\r\n${body}`,
    ],
    ['HTTPie -v', `GET /a HTTP/1.1\nHost: a\n\n{\n  "a": 1\n}\n\n${HEAD.join('\n')}\n\n${printed}\n`],
    ['a terminal', `user@host:~$ curl -i http://a/b\n${HEAD.join('\n')}\n\n${body}\nuser@host:~$ `],
  ])('is judged as a response: %s', async ([, text]) => {
    await expectConforming(text, `${code}, status ${status}`);
  });

  test('is judged by its status and its body', async () => {
    const { status: exit, stdout } = await explain(
      `${request}${marked.replace(String(status), '418')}<\r\n${body}`,
    );
    expect(stdout).toContain('actual: status 418');
    expect(exit).toBe(1);
  });

  test('without an envelope is explained, and the message says that the response is unexpected', async () => {
    const { status: exit, stdout, stderr } = await explain(`${HEAD[0]}\nServer: a\n\n<html>`);
    expect(stderr).toMatch(
      new RegExp(`^Unexpected response \\(status ${status}\\): the body is not JSON\\.`),
    );
    expect(stdout).toMatch(new RegExp(`^${code}\n`));
    expect(exit).toBe(2);
  });

  test('with an incomplete envelope is explained, and the message says that the response was not checked', async () => {
    const { status: exit, stdout, stderr } = await explain(WIRE.slice(0, -2));
    expect(stderr).toMatch(/: the body is not JSON\. The response was not checked\. It may be incomplete, /);
    expect(stdout).toMatch(new RegExp(`^${code}$`, 'm'));
    expect(exit).toBe(2);
  });

  test('in a log that starts with other lines is explained', async () => {
    await expectExplained(`10:00 call failed\n${HEAD[0]}\nServer: a\n\n<html>`);
  });
});

describe('an encoding', () => {
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

  test.for<[string, (text: string) => Buffer]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, as Windows PowerShell writes it', (text) => Buffer.from(`\ufeff${text}\r\n`, 'utf16le')],
    ['UTF-16 with the first byte first', (text) => swapped(`\ufeff${text}`)],
    ['UTF-16 without a byte order mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 with the first byte first, without a byte order mark', swapped],
  ])('of a shell is read: %s', async ([, encode]) => {
    await expectConforming(encode(body), code);
    await expectConforming(encode(WIRE), `${code}, status ${status}`);
    await expectExplained(encode(`ERROR ${code}`));
  });

  test('that is not Unicode is read', async () => {
    await expectExplained(Buffer.from(`Fehler für ${code}\n`, 'latin1'));
  });

  const COMPRESSIONS: [string, (text: string | Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
  ];

  test.for(COMPRESSIONS)('of a body is undone: %s', async ([coding, compress]) => {
    await expectConforming(compress(body), code);
    const head = `${HEAD.join('\r\n')}\r\nContent-Encoding: ${coding}\r\n\r\n`;
    await expectConforming(Buffer.concat([Buffer.from(head), compress(body)]), `${code}, status ${status}`);
    await expectExplained(compress(`ERROR ${code}`));
    await expectExplained(compress(Buffer.from(`\ufeffERROR ${code}`, 'utf16le')));
  });

  test('with a text that is too long is not undone', async () => {
    const { status: exit, stdout, stderr } = await explain(gzipSync(`${code} ${'a'.repeat(2 ** 20)}`));
    expect(stderr).toMatch(/^Standard input contains no code/);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  });
});

test('an incomplete envelope is still judged', async () => {
  for (const value of [
    { error: { ...error, message: undefined } },
    { code },
    { success: false, error: { code } },
  ]) {
    const { status: exit, stdout } = await explain(JSON.stringify(value));
    expect(stdout).toContain('This response does not conform to the contract:');
    expect(exit).toBe(1);
  }
});

test('without an argument and without input, the message says what is missing', async () => {
  const { status: exit, stdout, stderr } = await cli('explain');
  expect(stderr).toMatch(
    /^error: missing required argument 'query', and standard input is empty\. Pipe a response/,
  );
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
});
