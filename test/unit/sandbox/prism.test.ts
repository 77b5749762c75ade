/** What the sandbox remembers is what Prism gives. */
import { expect, test } from 'vitest';
import { createMock } from '../../../src/sandbox/prism.ts';
import { createResponses } from '../../../src/sandbox/responses.ts';
import { contract } from '../../helpers/project.ts';

const mock = await createMock(contract);

test('each error, asked twice, is what Prism answers at every operation', async () => {
  const answer = await createResponses(contract, mock);
  for (const entry of contract.errors) {
    const first = answer({ kind: 'error', entry });
    const again = answer({ kind: 'error', entry });
    expect(again.body.equals(first.body)).toBe(true);
    for (const operation of contract.operations.filter(({ codes }) => codes.includes(entry.code))) {
      const prism = await mock(operation, entry.status, entry.code);
      expect(JSON.parse(first.body.toString())).toEqual(prism.body);
      expect(first.status).toBe(prism.status);
      for (const [name, value] of Object.entries(prism.headers)) {
        const own = Object.entries(first.headers).filter(([own]) => own.toLowerCase() === name.toLowerCase());
        expect(own.map(([, held]) => held)).toEqual([value]);
      }
    }
  }
});

test('the first page as the example has it is Prism’s answer to the letter', async () => {
  const answer = await createResponses(contract, mock);
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
    const page = answer({ kind: 'success', operation, values });
    expect(JSON.parse(page.body.toString())).toEqual(body);
  }
});

test('Prism that lacks an example is said at the start', async () => {
  const lacking = async () => {
    throw new Error('no example');
  };
  await expect(createResponses(contract, lacking)).rejects.toThrow('no example');
});

test('pages are remembered, but not for ever', async () => {
  const answer = await createResponses(contract, mock);
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const page = (limit: number) => {
    const values = new Map(
      operation.parameters.map((parameter) => [parameter, parameter.role === 'limit' ? limit : undefined]),
    );
    return answer({ kind: 'success', operation, values });
  };
  const first = page(1);
  expect(page(1)).toBe(first);
  expect(page(2)).not.toBe(first);
  for (let limit = 3; limit < 400; limit++) page(limit);
  expect(page(1)).not.toBe(first);
  expect(page(1).body.equals(first.body)).toBe(true);
});
