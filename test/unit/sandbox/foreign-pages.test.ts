/** Pages of another origin may call the sandbox and the docs server, but get nothing that is not in the bundle. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteHandler } from '../../../src/cli/site-handler.ts';
import { examplePath } from '../../../src/contract/example-request.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import { exchangeBytes, splitResponses } from '../../helpers/raw-http.ts';

const PAGE = '<!doctype html><title>docs</title>';
const NOT_FOUND = '<!doctype html><title>not found</title>';
const OK = contract.sandbox.successToken;

let sandbox: Sandbox;
beforeAll(async () => {
  const folder = temporaryFolder('foreign-pages');
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, '404.html'), NOT_FOUND);
  sandbox = await startSandbox({ contract, before: siteHandler(folder, contract) });
});
afterAll(() => sandbox.close());

/** Ways to name a file of this machine, or a resource of another host, in a request target. */
const TARGETS = [
  '/package.json',
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cpackage.json',
  '/index.html/../../package.json',
  '//etc/passwd',
  '/file:///etc/passwd',
  'file:///etc/passwd',
  'http://elsewhere.test/etc/passwd',
  `${contract.basePath}/../../package.json`,
  `${contract.basePath}/..%2f..%2fpackage.json`,
  `${contract.basePath}/%2e%2e/%2e%2e/package.json`,
  `${contract.basePath}/file:%2f%2f%2fetc%2fpasswd`,
  `${contract.basePath}/%00/etc/passwd`,
  `/?file=/etc/passwd`,
];

/** The bodies that are in the bundle: the examples of the errors. */
const examples = contract.errors.map(({ example }) => JSON.stringify(example));

describe('a target outside of the contract gets an error of the bundle, or a page of the docs', () => {
  test.for(TARGETS)('%s', async (target) => {
    const bytes = `GET ${target} HTTP/1.1\r\nHost: elsewhere.test\r\nOrigin: https://elsewhere.test\r\nAuthorization: Bearer ${OK}\r\nConnection: close\r\n\r\n`;
    const [response, ...more] = splitResponses(await exchangeBytes(sandbox.port, bytes));
    expect(more).toEqual([]);
    const body = response?.body ?? '';
    const isPage = [PAGE, NOT_FOUND].includes(body);
    if (target.startsWith('/?')) expect(body).toBe(PAGE);
    else if (!isPage) expect(examples).toContain(body);
    // Another origin cannot read a page.
    expect(/access-control-allow-origin/i.test(response?.head ?? '')).toBe(!isPage);
  });
});

test('values of a request are only in the fields of a success that repeat a parameter', async () => {
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const path = examplePath(operation).replace(/[^/]+$/, '..%2f..%2f..%2fetc%2fpasswd');
  const response = await fetch(`${sandbox.url}${path}?cursor=file:///etc/passwd`, {
    headers: { Authorization: `Bearer ${OK}` },
  });
  const text = await response.text();
  expect(response.status).toBe(operation.success.status);
  expect(text).not.toMatch(/passwd|root:/);
});

test('a field of an example that is named $ref or externalValue is data', async () => {
  const secret = `file://${ROOT}/package.json`;
  const changed = structuredClone(contract);
  const [entry] = changed.errors;
  if (!entry) throw new Error('no code');
  const received: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    received.push(request.url);
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/secret`;
  entry.example.details = { $ref: secret, more: { $ref: url, externalValue: secret } };
  const own = await startSandbox({ contract: changed });
  const [operation] = contract.operations;
  const response = await fetch(own.url + (operation ? examplePath(operation) : ''), {
    headers: { Authorization: `Bearer ${entry.testToken}` },
  });
  expect(await response.json()).toEqual(entry.example);
  expect(received).toEqual([]);
  await own.close();
  other.close();
});
