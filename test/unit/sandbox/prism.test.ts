/** The sandbox returns the examples that Prism returns. */
import { expect, test } from 'vitest';
import { createMock } from '../../../src/sandbox/prism.ts';
import { createResponses } from '../../../src/sandbox/responses.ts';
import { contract } from '../../helpers/project.ts';

const mock = await createMock(contract);

test('each error, requested twice, is the response of Prism for every operation', async () => {
  const respond = await createResponses(contract, mock);
  for (const entry of contract.errors) {
    const first = respond({ kind: 'error', entry });
    const again = respond({ kind: 'error', entry });
    expect(again.body.equals(first.body)).toBe(true);
    for (const operation of contract.operations.filter(({ codes }) => codes.includes(entry.code))) {
      const prism = await mock(operation, entry.status, entry.code);
      expect(JSON.parse(first.body.toString())).toEqual(prism.body);
      expect(first.status).toBe(prism.status);
      for (const [name, value] of Object.entries(prism.headers)) {
        const own = Object.entries(first.headers).filter(([own]) => own.toLowerCase() === name.toLowerCase());
        expect(own.map(([, received]) => received)).toEqual([value]);
      }
    }
  }
});

test('the first page with the limit of the example is exactly the response of Prism', async () => {
  const respond = await createResponses(contract, mock);
  for (const operation of contract.operations) {
    const { status, exampleName, itemsField = '' } = operation.success;
    const prism = await mock(operation, status, exampleName);
    const body = prism.body as { data: Record<string, unknown[]> };
    const limit = body.data[itemsField]?.length;
    const values = new Map(
      operation.parameters.map((parameter) => [
        parameter,
        parameter.role === 'limit' ? limit : parameter.role ? undefined : parameter.example,
      ]),
    );
    const page = respond({ kind: 'success', operation, values });
    expect(JSON.parse(page.body.toString())).toEqual(body);
  }
});

test('a missing example fails at startup', async () => {
  const failingMock = async () => {
    throw new Error('no example');
  };
  await expect(createResponses(contract, failingMock)).rejects.toThrow('no example');
});

test('the page cache is bounded', async () => {
  const respond = await createResponses(contract, mock);
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const page = (limit: number) => {
    const values = new Map(
      operation.parameters.map((parameter) => [parameter, parameter.role === 'limit' ? limit : undefined]),
    );
    return respond({ kind: 'success', operation, values });
  };
  const first = page(1);
  expect(page(1)).toBe(first);
  expect(page(2)).not.toBe(first);
  for (let limit = 3; limit < 400; limit++) page(limit);
  expect(page(1)).not.toBe(first);
  expect(page(1).body.equals(first.body)).toBe(true);
});
