/** Success responses of the larger API: several statuses, no content, headers and maps. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeSuccesses } from '../../../scripts/build/successes.ts';
import { openProject } from '../../../scripts/lib/project.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { validatorOf } from '../../../src/contract/validator.ts';
import { grownContract } from '../../helpers/grown.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

/** The function without the types of the generated operations. */
type SuccessResponse = (
  operation: string,
  data?: object | null,
  init?: { status?: number; headers?: Record<string, string> },
) => Response;

let contract: Contract;
let successResponse: SuccessResponse;

beforeAll(async () => {
  contract = await grownContract();
  // The data of a success can be a map.
  const { schemas } = contract.document.components as { schemas: Record<string, JsonObject> };
  Object.assign(schemas.StatusData ?? {}, { additionalProperties: { type: 'string' } });
  const generated = join(temporaryFolder('successes'), 'generated');
  mkdirSync(generated);
  await writeSuccesses({ ...openProject(), generated }, contract);
  // A second instance of the module, which the query requests, reads the generated files of the larger API.
  vi.doMock('../../../generated/successes.ts', () => import(join(generated, 'successes.ts')));
  vi.doMock('../../../generated/validate-success.js', () => import(join(generated, 'validate-success.js')));
  const module = await import(join(ROOT, 'src/server/success-response.ts?grown'));
  successResponse = module.successResponse;
});

// Other files run in the same process.
afterAll(() => {
  vi.doUnmock('../../../generated/successes.ts');
  vi.doUnmock('../../../generated/validate-success.js');
});

test('each success has its status, its required and recommended headers, and a valid envelope', async () => {
  for (const { id, successes } of contract.operations) {
    expect(successResponse(id).status, id).toBe(successes[0]?.status);
    for (const { status, headers, content } of successes) {
      const response = successResponse(id, undefined, { status });
      expect(response.status, id).toBe(status);
      for (const { name, level, example } of headers)
        expect(response.headers.get(name), `${id} ${name}`).toBe(level === 'MAY' ? null : example);
      expect(response.headers.get('content-type')).toBe(content?.mediaType ?? null);
      const text = await response.text();
      if (!content) expect([response.body, text], id).toEqual([null, '']);
      else expect(validatorOf(contract.document, content.schemaPointer)(JSON.parse(text)), id).toBe(true);
    }
  }
});

test('the caller gives headers, and data of the selected success', async () => {
  const headers = { location: '/api/v1/reports/8', 'X-Request-Id': 'r1' };
  const response = successResponse('createReport', { report: { id: 8, state: 'pending' } }, { headers });
  expect([response.headers.get('location'), response.headers.get('x-request-id')]).toEqual(
    Object.values(headers),
  );
  expect((await response.json()).data.report.id).toBe(8);
  const pending = successResponse('getReport', { report: { id: 9, state: 'pending' } }, { status: 202 });
  expect(await pending.json()).toEqual({ success: true, data: { report: { id: 9, state: 'pending' } } });
});

test('the data can be a map', async () => {
  const { data } = await successResponse('getStatus', { region: 'eu' }).json();
  expect(data).toMatchObject({ state: 'up', region: 'eu' });
  expect(() => successResponse('getStatus', { region: 1 })).toThrow('data/region must be string');
});

describe('refuses', () => {
  test.for<[string, Parameters<SuccessResponse>, string]>([
    [
      'another status',
      ['getReport', {}, { status: 201 }],
      'The status of getReport is 200 or 202: change the status in the init of successResponse, or remove it.',
    ],
    [
      'data of another success',
      ['getReport', { remaining_balance: 1 }, { status: 202 }],
      'The data of getReport must not have a field remaining_balance; the fields are report.',
    ],
    [
      'data for a success without content',
      ['deleteSavedSearch', {}],
      'The success 204 of deleteSavedSearch has no content: leave out the data, or pass undefined.',
    ],
    [
      'null for a success without content',
      ['cancelReport', null],
      'The success 202 of cancelReport has no content: leave out the data, or pass undefined.',
    ],
    [
      'a value in a nested list',
      ['getReport', { report: { id: 1, state: 'finished', rows: [['1']], totals: {} } }],
      'The data of getReport is invalid: data/report/rows/0/0 must be number.',
    ],
    [
      'a repeated item',
      [
        'getSavedSearch',
        {
          saved_search: {
            id: 12,
            name: 'Ridge',
            filter: { query: 'sunrise', platforms: ['x', 'x'], published_from: null },
            notify: true,
            schedule: null,
            labels: {},
            created_at: '2026-01-15T09:00:00Z',
          },
        },
      ],
      'data/saved_search/filter/platforms must NOT have duplicate items (items ## 0 and 1 are identical).',
    ],
    [
      'a value of a map',
      ['getStatus', { parts: { search: 'maybe' } }],
      'The data of getStatus is invalid: data/parts/search ',
    ],
  ])('%s', ([, args, message]) => {
    expect(() => successResponse(...args)).toThrow(TypeError);
    expect(() => successResponse(...args)).toThrow(message);
  });
});
