/** Responses that are expensive to parse, to validate, to search or to report: each gives one finding. */
import { expect, test } from 'vitest';
import { readContract } from '../../../src/contract/read.ts';
import { contract } from '../../helpers/project.ts';
import { describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';
import type { Outgoing } from '../../helpers/servers/mutant.ts';

/** The size of a text; any work that is quadratic in it exceeds the time limit of the test. */
const SIZE = 100_000;

const withExtension = (json: string) => (outgoing: Outgoing) => {
  outgoing.body = JSON.stringify(outgoing.json).replace('{', `{"extension":${json},`);
};
const withItems = (count: number) => (outgoing: Outgoing) => {
  outgoing.body = JSON.stringify(outgoing.json, (_, value) =>
    Array.isArray(value) ? Array.from({ length: count }, () => ({})) : value,
  );
};
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const names = (count: number) => `{${Array.from({ length: count }, (_, index) => `"n${index}":0`).join()}}`;

test.for<[string, (outgoing: Outgoing) => void, string]>([
  ['201 levels', withExtension(nested(200)), 'json'],
  ['2,500 levels', withExtension(nested(2500)), 'json'],
  ['500,000 levels', withExtension(nested(500_000)), 'json'],
  ['900,000 names', withExtension(names(900_000)), 'json'],
  ['300,000 empty items', withItems(300_000), 'json'],
  ['100,000 empty items', withItems(100_000), 'schema'],
  [
    'a violation after 5,000 valid values',
    ({ json }) => {
      const [items] = Object.values(json.data ?? {}).filter(Array.isArray);
      const [first = {}] = items ?? [];
      items?.push(...Array.from({ length: 5000 }, () => first), 1);
    },
    'schema',
  ],
])('one finding, and no error of the tester: %s', { timeout: 20_000 }, async ([, response, check]) => {
  const report = await reportOn({ response }, { only: ['*/success/limit/minimum'] });
  expect(report.counts.error, describeFindings(report)).toBe(0);
  expect(
    report.faults.map((fault) => fault.check),
    describeFindings(report),
  ).toEqual([check]);
});

test.for(['a-', 'a.', '/a/', ' ', '"', '\\', 'at a', 'a_', 'SELECT ', '[object Object', 'http://a'])(
  'a message of 100,000 characters of this kind has no leak: %s',
  { timeout: 20_000 },
  async (part) => {
    const report = await reportOn(
      {
        response: ({ json }) => {
          if (json.error) json.error.message = `x${part.repeat(SIZE / part.length)}x`;
        },
      },
      { only: [`*/${contract.errors[0]?.code}`] },
    );
    expect(report.faults, describeFindings(report)).toEqual([]);
  },
);

test('a value at the bounds has no finding', async () => {
  const response = withExtension(nested(199));
  const report = await reportOn({ response }, { only: ['*/success/limit/minimum'] });
  expect(report.faults, describeFindings(report)).toEqual([]);
});

test('a pattern of another spec takes linear time', { timeout: 20_000 }, async () => {
  const document = structuredClone(contract.document);
  const schema = (document.components as { schemas: Record<string, { properties?: Record<string, object> }> })
    .schemas;
  for (const { properties } of Object.values(schema))
    if (properties?.message) properties.message = { type: 'string', pattern: '^(\\w+\\s?)+$' };
  const response = ({ json }: Outgoing) => {
    if (json.error) json.error.message = `${'a'.repeat(SIZE)}!`;
  };
  const only = [`*/${contract.errors[0]?.code}`];
  const report = await reportOn({ response }, { contract: readContract(document), only });
  expect(
    report.faults.map((fault) => fault.check),
    describeFindings(report),
  ).toEqual(['fields']);
});
