/** The sandbox sends the examples of the bundle. */
import { expect, test } from 'vitest';
import { createResponses } from '../../../src/sandbox/responses.ts';
import { contract } from '../../helpers/project.ts';

const respond = createResponses(contract);

test.for(contract.errors)('$code is the example of the bundle, with the examples of its headers', (entry) => {
  const { status, headers, body } = respond({ kind: 'error', entry });
  expect({ status, body: JSON.parse(body.toString()) }).toEqual({
    status: entry.status,
    body: entry.example,
  });
  for (const { name, example } of entry.headers) expect(headers[name]).toBe(example);
});

test.for(contract.operations)(
  'the first page of $id with the limit of the example is the example',
  (operation) => {
    const { example, itemsField = '' } = operation.success;
    const data = example.data as Record<string, unknown[]>;
    const values = new Map(
      operation.parameters.map((parameter) => [
        parameter,
        parameter.role === 'limit'
          ? data[itemsField]?.length
          : parameter.role
            ? undefined
            : parameter.example,
      ]),
    );
    const page = respond({ kind: 'success', operation, values });
    expect(JSON.parse(page.body.toString())).toEqual(example);
  },
);

test('the page cache is bounded', () => {
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
