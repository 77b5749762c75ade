/** A small constant report with every outcome and every property. */

import { CHECKS } from '../../src/conformance/checks/check-id.ts';
import type { CaseResult, Evidence, Fault, Finding, Report } from '../../src/conformance/types.ts';
import { GROUPS, OUTCOMES } from '../../src/conformance/types.ts';
import { withTexts } from '../../src/text/sanitize.ts';

/**
 * Makes all properties required: if a new property is missing from the sample, the sample does not compile. The tests
 * then compare the sample with the schema.
 */
type Whole<Value> = Value extends readonly (infer Item)[]
  ? Whole<Item>[]
  : Value extends object
    ? { [Key in keyof Value]-?: Whole<Value[Key]> }
    : Value;

const finding: Finding = {
  check: 'code',
  level: 'MUST',
  title: 'The response has the wrong error code `TEAPOT_FULL`',
  expected: 'status 418 with TEAPOT_EMPTY',
  actual: 'status 418 with "TEAPOT_FULL"',
  requirement: '418 `TEAPOT_EMPTY`: The pot has no tea.',
  source: '#/components/schemas/TEAPOT_EMPTY',
  cause: 'code TEAPOT_EMPTY "TEAPOT_FULL"',
};

const softFinding: Finding = {
  check: 'header-kettle',
  level: 'SHOULD',
  title: 'The header `Kettle` is missing',
  expected: 'the header Kettle',
  actual: 'the header is missing',
  requirement: '`Kettle` (SHOULD): The pot that sent the response.',
  source: 'RFC 2324 2.3.1',
  cause: 'header-kettle missing',
};

const evidence: Whole<Evidence> = {
  prepare: [
    {
      method: 'POST',
      url: 'http://127.0.0.1:2/pots',
      headers: { 'Content-Type': 'application/json' },
      body: '{"empty":true}',
    },
  ],
  repeat: 2,
  request: {
    method: 'GET',
    url: 'http://127.0.0.1:1/api/tea?limit=100%25',
    headers: { Authorization: 'Bearer ***' },
    body: 'tea',
  },
  response: {
    status: 418,
    headers: { 'content-type': 'application/json', 'x-note': 'a, b' },
    body: '{"success":false,"error":{"code":"TEAPOT_FULL","message":"Short & <b>stout</b>","level":60.0}}',
  },
  curl: "curl -i -H 'Authorization: Bearer ***' 'http://127.0.0.1:1/api/tea?limit=100%25'",
};

/** A failed case with every property of a result. */
const failed: Whole<CaseResult> = {
  id: 'brewTea/TEAPOT_EMPTY',
  group: 'codes',
  operation: 'brewTea',
  title: 'The pot is empty: 418 TEAPOT_EMPTY',
  level: 'MUST',
  outcome: 'failed',
  code: 'TEAPOT_EMPTY',
  findings: [finding, softFinding],
  reason: 'the request was sent twice',
  evidence,
  durationMs: 12.3456,
};

const faults: [Whole<Fault>, Fault] = [
  { ...finding, cases: ['brewTea/TEAPOT_EMPTY', 'brewTea/limit/0'], evidence },
  { ...softFinding, cases: ['brewTea/TEAPOT_EMPTY', 'brewTea/success'] },
];

const plain: Pick<CaseResult, 'operation' | 'level' | 'findings' | 'durationMs'> = {
  operation: 'brewTea',
  level: 'MUST',
  findings: [],
  durationMs: 1,
};

const results: CaseResult[] = [
  failed,
  {
    ...plain,
    id: 'brewTea/TEAPOT_COLD',
    group: 'codes',
    title: 'The pot is cold: 418 TEAPOT_COLD',
    outcome: 'skipped',
    code: 'TEAPOT_COLD',
    reason: 'the profile kitchen does not say how to provoke TEAPOT_COLD: add it under "provoke"',
    durationMs: 0,
  },
  {
    ...plain,
    id: 'pourTea/TEAPOT_EMPTY',
    group: 'codes',
    operation: 'pourTea',
    title: 'The pot is empty: 418 TEAPOT_EMPTY',
    outcome: 'passed',
    code: 'TEAPOT_EMPTY',
  },
  {
    ...plain,
    id: 'brewTea/success',
    group: 'successes',
    title: 'A valid request succeeds',
    outcome: 'warning',
    findings: [softFinding],
    evidence: { request: evidence.request, curl: evidence.curl },
  },
  {
    ...plain,
    id: 'brewTea/limit/0',
    group: 'parameters',
    title: 'limit="0" is refused',
    outcome: 'known',
    findings: [{ ...finding, actual: 'status 418 with "TEAPOT_LOST"' }],
    evidence,
  },
  {
    ...plain,
    id: 'brewTea/routing/deep',
    group: 'routing',
    title: '/nowhere is nowhere',
    outcome: 'error',
    reason: 'the tester failed: Error: no tea\n    at brew (tea.ts:1:1)',
  },
];

const facts: Whole<Omit<Report, 'faults' | 'results'>> = {
  contract: { title: 'Tea API', version: '1.0.0' },
  target: 'http://127.0.0.1:1/api',
  profile: 'kitchen',
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 1234.5678,
  requests: 8,
  successes: 3,
  counts: { passed: 1, failed: 1, error: 1, warning: 1, known: 1, skipped: 1 },
  conformant: false,
  runFailures: [
    'brewTea/limit/1 is listed as a known failure and no longer fails: remove it from the list',
    'pourTea: --require-observed pages: no further page was seen',
  ],
  known: { failed: ['brewTea/limit/0'], stale: ['brewTea/limit/1'] },
  stopped: { reason: 'the kettle is empty', notReached: ['brewTea/limit/2'] },
  hints: ['No valid request succeeded: is there tea?'],
  notExercised: [
    {
      operation: 'brewTea',
      code: 'TEAPOT_COLD',
      reason: 'the profile kitchen does not say how to provoke TEAPOT_COLD: add it under "provoke"',
    },
  ],
  observed: [
    {
      operation: 'brewTea',
      successes: 2,
      items: { field: 'leaves', count: 41 },
      pages: 1,
      unseenStatuses: [202],
      unseenFields: ['data.leaves[].scent'],
      unseenNulls: ['data.leaves[].age', 'data.next'],
    },
    {
      operation: 'pourTea',
      successes: 0,
      items: { field: 'leaves', count: 0 },
      pages: 0,
      unseenStatuses: [200, 202],
      unseenFields: ['data'],
      unseenNulls: [],
    },
  ],
  notSelected: 0,
  notObserved: [{ operation: 'pourTea', what: 'pages' }],
};

/** The sample report. */
export const SAMPLE: Report = { ...facts, faults, results };

const { known: _known, stopped: _stopped, ...unlisted } = SAMPLE;

/** A report without faults. */
export const CLEAN: Report = {
  ...unlisted,
  counts: { passed: 1, failed: 0, error: 0, warning: 0, known: 0, skipped: 0 },
  conformant: true,
  runFailures: [],
  hints: [],
  faults: [],
  notExercised: [],
  observed: [
    {
      operation: 'pourTea',
      successes: 2,
      items: { field: 'leaves', count: 8 },
      pages: 1,
      unseenStatuses: [],
      unseenFields: [],
      unseenNulls: [],
    },
  ],
  notObserved: [],
  results: results.filter(({ outcome }) => outcome === 'passed'),
};

/** Text of a hostile server that attacks the readers of every report format. */
export const HOSTILE =
  '</pre></title></style></script><script>window.pwned = 1</script><img src="https://pwned.example/x.png" onerror="window.pwned = 1">' +
  '" onmouseover="window.pwned = 1" \' & &lt; %0A ]]> --> | ` ``` ~~~ [pwned](https://pwned.example) @pwned\r\n::error::pwned\n# pwned\n```\n@pwned ' +
  '\u0000\u001b[31m\u009b31m\ufeff\u202e\ud800\uffff';

/** Words with a meaning for a reporter; they stay unchanged. */
const WORDS = new Set<string>(['MUST', 'SHOULD', ...OUTCOMES, ...GROUPS, ...CHECKS, SAMPLE.startedAt]);

/** The sample report, with hostile text appended to all other texts. */
export const HOSTILE_REPORT: Report = withTexts(SAMPLE, (text) => (WORDS.has(text) ? text : text + HOSTILE));
