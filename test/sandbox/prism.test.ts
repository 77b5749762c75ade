/** What the sandbox remembers is what Prism gives. */
import { expect, test } from 'vitest';
import { createAnswerer } from '../../src/sandbox/answers.ts';
import { createMock } from '../../src/sandbox/prism.ts';
import { contract } from '../helpers/project.ts';

const mock = await createMock(contract);

test('each error, asked twice, is what Prism answers at every operation', async () => {
  const answer = createAnswerer(contract, mock);
  for (const entry of contract.errors) {
    const first = await answer({ kind: 'error', entry });
    const again = await answer({ kind: 'error', entry });
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
  const answer = createAnswerer(contract, mock);
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
    const page = await answer({ kind: 'success', operation, values });
    expect(JSON.parse(page.body.toString())).toEqual(body);
  }
});

test('Prism that has no such example is a fault with a reason, and is asked again', async () => {
  let asked = 0;
  const answer = createAnswerer(contract, async () => {
    asked++;
    throw new Error('no example');
  });
  const [entry] = contract.errors;
  if (!entry) throw new Error('no code');
  await expect(answer({ kind: 'error', entry })).rejects.toThrow('no example');
  await expect(answer({ kind: 'error', entry })).rejects.toThrow('no example');
  expect(asked).toBe(2);
});
