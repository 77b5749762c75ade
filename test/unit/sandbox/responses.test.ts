/** The sandbox sends the examples of the bundle, and keeps only a bounded number of pages. */
import { expect, test } from 'vitest';
import type { Operation } from '../../../src/contract/model.ts';
import { makePage } from '../../../src/sandbox/page.ts';
import { createResponder } from '../../../src/sandbox/respond.ts';
import { contract } from '../../helpers/project.ts';

const { respond } = createResponder(contract, {});
const [operation] = contract.operations as [Operation];

/** Returns the page of a request with this limit, and with the example values of the path parameters. */
function page(of: Operation, limit: unknown) {
  const values = new Map(
    of.parameters.map((parameter) => [
      parameter,
      parameter.role === 'limit' ? limit : parameter.role ? undefined : parameter.example,
    ]),
  );
  return respond({ kind: 'success', operation: of, success: of.success, values });
}

test.for(contract.errors)('$code is the example of the bundle, with the examples of its headers', (entry) => {
  const { status, code, headers, body } = respond({ kind: 'error', entry, accepted: false });
  expect({ status, code, body: JSON.parse(body.toString()) }).toEqual({
    status: entry.status,
    code: entry.code,
    body: entry.example,
  });
  for (const { name, example } of entry.headers) expect(headers[name]).toBe(example);
});

test.for(contract.operations)(
  'the first page of $id with the limit of the example is the example',
  (operation) => {
    const { content: { example = {} } = {}, itemsField = '' } = operation.success;
    const data = example.data as Record<string, unknown[]>;
    expect(JSON.parse(page(operation, data[itemsField]?.length).body.toString())).toEqual(example);
  },
);

test('a page is built once, until newer pages take its place', () => {
  const first = page(operation, 1);
  expect(page(operation, 1)).toBe(first);
  expect(page(operation, 2)).not.toBe(first);
  // Pages of half a megabyte.
  for (let limit = 900; limit < 940; limit++) page(operation, limit);
  expect(page(operation, 1)).not.toBe(first);
  expect(page(operation, 1).body.equals(first.body)).toBe(true);
});

test('a page that repeats free text of the request is not kept', () => {
  const free = {
    ...operation,
    id: 'free',
    parameters: operation.parameters.map((parameter) => ({ ...parameter, schema: { type: 'string' } })),
  };
  expect(page(free, 1)).not.toBe(page(free, 1));
  expect(page(free, 1)).toEqual(page(free, 1));
});

test('the keys of a page are different, and keep their form', () => {
  const ids = ['3f0c8a52-6a0e-4a44-9d0a-1d0a5c5b7e99', '7', 'ridge', 'p-9', '007301234567890123456', 12];
  const [key = ''] = operation.success.itemKeys;
  const [items = ''] = [operation.success.itemsField];
  const keysOf = (id: string | number): unknown[] => {
    const { content } = operation.success;
    const item = { [key]: id, url: `https://api.test/${id}` };
    const example = { success: true, data: { [items]: [item] } };
    const success = { ...operation.success, ...(content && { content: { ...content, example } }) };
    const { data } = makePage(success, { limit: 1000, part: 'first', echoes: {} }) as {
      data: Record<string, { [key: string]: unknown }[]>;
    };
    const list = data[items] ?? [];
    expect(new Set(list.map((one) => one[key])).size).toBe(1000);
    if (typeof id === 'string') for (const one of list) expect(one.url).toBe(`https://api.test/${one[key]}`);
    return list.map((one) => one[key]);
  };
  const last = ids.map((id) => keysOf(id).at(-1));
  expect(last).toEqual([
    '3f0c8a52-6a0e-4a44-9d0a-1d0a5c6b7e98',
    '1006',
    'ridge-999',
    'p-9-999',
    '007301234567890124455',
    1011,
  ]);
});
