/** The JSON report conforms to its schema after every kind of run. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import { CHECKS } from '../../../../src/conformance/checks/check-id.ts';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { renderJson } from '../../../../src/conformance/report/json.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import schema from '../../../../src/conformance/schemas/report.schema.json' with { type: 'json' };
import { GROUPS, OUTCOMES, type Report } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';
import { CLEAN, HOSTILE_REPORT, SAMPLE } from '../../../helpers/sample-report.ts';
import { type Mutation, startMutant } from '../../../helpers/servers/mutant.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function faultsOf(json: string): unknown {
  return validate(JSON.parse(json)) ? [] : validate.errors;
}

async function reportOn(mutation: Mutation, options: Partial<VerifyOptions> = {}): Promise<Report> {
  const mutant = await startMutant(mutation);
  try {
    const profile = loadProfile('sandbox', contract);
    return await verify({ contract, target: mutant.url, profile, timeoutMs: 20_000, ...options });
  } finally {
    await mutant.close();
  }
}

describe('the report conforms to the schema', () => {
  test.for<[string, Report]>([
    ['with every outcome and every property', SAMPLE],
    ['without faults', CLEAN],
    ['with hostile texts', HOSTILE_REPORT],
  ])('%s', ([, report]) => {
    expect(faultsOf(renderJson(report))).toEqual([]);
  });

  test('of a correct server', async () => {
    const report = await reportOn({});
    expect(report.conformant).toBe(true);
    expect(faultsOf(renderJson(report))).toEqual([]);
  });

  test('of a faulty server, with known failures', async () => {
    const cases = casesOf(contract);
    const [first] = cases;
    const second = cases.find(({ code }) => code !== first?.code);
    const knownFailures = [first?.id ?? '', second?.id ?? ''];
    const report = await reportOn(
      {
        response: (outgoing) => {
          if (outgoing.code === second?.code) outgoing.status = 418;
        },
      },
      { knownFailures, only: ['codes'] },
    );
    expect(report.known).toEqual({ failed: [second?.id], stale: [first?.id] });
    expect(faultsOf(renderJson(report))).toEqual([]);
  });

  test('of a server that closes the connection without a response', async () => {
    const report = await reportOn(
      {
        response: (outgoing) => {
          outgoing.send = (response) => response.destroy();
        },
      },
      { only: ['codes'] },
    );
    expect(report.results.some(({ evidence }) => evidence && !evidence.response)).toBe(true);
    expect(faultsOf(renderJson(report))).toEqual([]);
  });

  test('of a run that stops early and skips the rest', async () => {
    const report = await reportOn(
      {
        response: (outgoing) => {
          outgoing.status = 418;
        },
      },
      { bail: true },
    );
    expect(report.counts.skipped).toBeGreaterThan(100);
    expect(faultsOf(renderJson(report))).toEqual([]);
  });

  test('of a tester that fails', async () => {
    const profile = loadProfile('sandbox', contract);
    // A header that cannot be sent causes an error in the tester.
    const provoke = { default: { headers: { 'X-Broken': 'line\nfeed' } } };
    const report = await reportOn({}, { profile: { ...profile, provoke, always: true }, only: ['codes'] });
    expect(report.counts.error).toBeGreaterThan(0);
    expect(faultsOf(renderJson(report))).toEqual([]);
  });
});

describe('the schema', () => {
  test.for<[string, object]>([
    ['another version', { ...SAMPLE, version: 2 }],
    ['a property that is not described', { ...SAMPLE, more: 1 }],
    ['a missing property', { ...SAMPLE, target: undefined }],
    ['an unknown outcome', { ...SAMPLE, results: [{ ...SAMPLE.results[0], outcome: 'lost' }] }],
    ['an undescribed property of a result', { ...SAMPLE, results: [{ ...SAMPLE.results[0], more: 1 }] }],
    ['an unknown check', { ...SAMPLE, faults: [{ ...SAMPLE.faults[0], check: 'lost' }] }],
    ['a fault without cases', { ...SAMPLE, faults: [{ ...SAMPLE.faults[0], cases: [] }] }],
    ['an invalid time', { ...SAMPLE, startedAt: 'yesterday' }],
    ['a header value that is not a string', { ...SAMPLE, faults: [withHeader(1)] }],
  ])('rejects %s', ([, report]) => {
    expect(faultsOf(renderJson(report as Report))).not.toEqual([]);
  });

  test('lists all checks, groups and outcomes', () => {
    expect(schema.$defs.check.anyOf[0]?.enum).toEqual(CHECKS);
    expect(schema.$defs.result.properties.group.enum).toEqual([...GROUPS]);
    expect(schema.$defs.result.properties.outcome.enum).toEqual([...OUTCOMES]);
    expect(Object.keys(schema.properties.counts.properties)).toEqual([...OUTCOMES]);
  });

  test('has the id that the report names', () => {
    const { $schema } = JSON.parse(renderJson(SAMPLE));
    expect(ajv.getSchema($schema)).toBe(validate);
  });
});

test('the JSON contains the whole report', () => {
  const { $schema, version, ...report } = JSON.parse(renderJson(SAMPLE));
  expect([$schema, version]).toEqual(['urn:social-data-contract:conformance-report:1', 1]);
  expect(report).toEqual(SAMPLE);
});

test('the keys have the order of the schema, whatever their order in the report', () => {
  const shuffled = reversed(SAMPLE);
  expect(JSON.stringify(shuffled)).not.toBe(JSON.stringify(SAMPLE));
  const withoutHeaders = (json: string) => json.replace(/"headers": \{[^}]*\}/g, '');
  expect(withoutHeaders(renderJson(shuffled))).toBe(withoutHeaders(renderJson(SAMPLE)));
  expect(Object.keys(JSON.parse(renderJson(shuffled)))).toEqual(Object.keys(schema.properties));
});

/** Returns a fault whose request has a header with this value. */
function withHeader(value: unknown): object {
  const [fault] = SAMPLE.faults;
  const request = { ...fault?.evidence?.request, headers: { 'X-A': value } };
  return { ...fault, evidence: { ...fault?.evidence, request } };
}

/** Returns the same value with the keys of all objects in reverse order. */
function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(reversed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, reversed(inner)]);
  return Object.fromEntries(entries.reverse()) as Value;
}
