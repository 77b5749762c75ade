/** The common causes of a code: the sandbox returns the code for each example request. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import type { ExampleRequest } from '../../../src/contract/example-request.ts';
import { causesOf } from '../../../src/reference/causes.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { grownContract } from '../../helpers/grown.ts';
import { contract as current } from '../../helpers/project.ts';

describe.each([
  ['the contract', current],
  ['a larger contract', await grownContract()],
])('in %s', (_, contract) => {
  const { errors } = catalogueOf(contract);
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ contract });
  });
  afterAll(() => sandbox?.close());

  async function codeOf({ method, target, headers, body }: ExampleRequest): Promise<unknown> {
    const response = await fetch(sandbox.url + target, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    return ((await response.json()) as { error?: { code?: unknown } }).error?.code;
  }

  test.each(errors)('each cause of $code returns the code', async (entry) => {
    const causes = causesOf(entry, contract);
    expect(causes.length).toBeGreaterThan(0);
    expect(causesOf({ ...entry, causes: [] }, contract).length).toBeGreaterThan(0);
    for (const { text, request } of causes)
      if (request) expect.soft(await codeOf(request), JSON.stringify(text)).toBe(entry.code);
  });

  test('each code that a request can cause has a request', () => {
    const triggers = ['token-missing', 'token-unknown', 'path-unknown', 'parameter-invalid', 'body-invalid'];
    const caused = errors.filter((entry) => triggers.includes(entry.trigger) && entry.retired === undefined);
    expect(caused.length).toBeGreaterThan(3);
    for (const entry of caused)
      expect
        .soft(
          causesOf(entry, contract).some(({ request }) => request),
          entry.code,
        )
        .toBe(true);
  });
});
