/** `explain` with the larger API in test/fixtures/grown: successes without a body, and retired codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { grownContract } from '../../helpers/grown.ts';
import { runInProcess } from '../../helpers/program.ts';
import { temporaryFolder } from '../../helpers/project.ts';

const { document, errors, operations } = await grownContract();
const spec = join(temporaryFolder('explain'), 'openapi.json');
writeFileSync(spec, JSON.stringify(document));

const explain = (input: string) => runInProcess(['explain', '-', '--spec', spec], { input });
const successes = operations.flatMap((operation) => operation.successes);
const SUCCESS = { status: 0, stdout: 'This response is a success: it contains no error.\n', stderr: '' };

test.each([204, 202])('a response with the status %d and no body is a success', async (status) => {
  expect(successes.some((success) => success.status === status && !success.content)).toBe(true);
  expect(await explain(`HTTP/1.1 ${status} Status\r\nDate: now\r\n\r\n`)).toEqual(SUCCESS);
});

test('a response with the status 201, Location and a body is a success', async () => {
  const created = successes.find(({ status, headers }) => status === 201 && headers[0]?.name === 'Location');
  const head = 'HTTP/1.1 201 Created\r\nLocation: /api/v1/saved-searches/12\r\n\r\n';
  expect(await explain(head + JSON.stringify(created?.content?.example))).toEqual(SUCCESS);
});

test('an empty response with the status of a success that has a body is not one of the API', async () => {
  const { status, stderr } = await explain('HTTP/1.1 200 OK\r\nDate: now\r\n\r\n');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^Unexpected response \(status 200\): the body is empty\./),
  });
});

test('a retired code is explained with the code that replaces it and its history', async () => {
  const entry = errors.find(({ retired }) => retired !== undefined);
  const { status, stdout } = await explain(`ERROR ${entry?.code}`);
  const text = stdout.replace(/\s+/g, ' ');
  expect(status).toBe(0);
  expect(text).toContain(`Retired. Since version ${entry?.retired} of the contract`);
  expect(text).toContain(entry?.replacedBy);
  for (const { version, change } of entry?.changes ?? [])
    expect(text).toContain(`Changed in ${version}: ${change}`);
});

test('the explanation of a code for invalid bodies has the causes with their fields', async () => {
  const { code } = errors.find(({ trigger }) => trigger === 'body-invalid') ?? {};
  const { status, stdout } = await explain(`ERROR ${code}`);
  expect(status).toBe(0);
  const [, causes] = /Common causes (.*?) Response /.exec(stdout.replace(/\s+/g, ' ')) ?? [];
  expect(causes?.split(/ ?- (?=[A-Z])/).slice(1)).toEqual([
    'A request of `createSavedSearch` has no body.',
    'The body of `createSavedSearch` is not valid JSON, for example because it is cut off.',
    'In the body of `createSavedSearch`, the field `filter` is missing.',
    'In the body of `createSavedSearch`, the field `name` is a number instead of a text.',
    'In the body of `createSavedSearch`, the field `schedule` is a text instead of an object or null.',
  ]);
});
