/** Measures the time for hostile texts against their size: the code that reads them must take linear time. */
import { parseInput } from '../../src/cli/pasted-input.ts';
import { ResponseChecker } from '../../src/conformance/checks/response.ts';
import { Redactor } from '../../src/conformance/run/redact.ts';
import { catalogueOf } from '../../src/contract/catalogue.ts';
import { LinearPattern } from '../../src/contract/linear-pattern.ts';
import type { Contract } from '../../src/contract/model.ts';
import { recognize } from '../../src/reference/recognize.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { type Bench, type BenchResult, inTurn, processorTime } from './measure.ts';

const ROUNDS = 9;

/** The larger size is this many times the smaller size. */
const FACTOR = 4;

/** The texts of one kind, and what reads them. The sizes are within the bounds of the reader. */
interface Subject {
  name: string;
  /** In the unit of the name. */
  size: number;
  read(size: number): void;
}

/** The ratio is the growth of the time divided by the growth of the size. It is 1 for linear and 4 for quadratic time. */
export const benchLinear: Bench = async (project) => {
  const subjects = subjectsOf(readGeneratedContract(project));
  const measured = await inTurn(
    ROUNDS,
    subjects.flatMap(({ size, read }) =>
      [size, size * FACTOR].map((each) => async () => processorTime(() => read(each))),
    ),
  );
  const result: BenchResult = {
    title: `Hostile texts (ratio of the time for ${FACTOR} times the size to ${FACTOR} times the time; 1 is linear, ${FACTOR} is quadratic)`,
    rows: subjects.map(({ name, size }, index) => {
      // Other work on the machine only adds time.
      const [small, large] = [0, 1].map((at) => Math.min(...(measured[index * 2 + at] ?? []))) as [
        number,
        number,
      ];
      return {
        name,
        value: `${large.toFixed(1)} ms`,
        ratio: large / small / FACTOR,
        note: `${(size * FACTOR).toLocaleString('en')}; a quarter of them in ${small.toFixed(1)} ms`,
      };
    }),
  };
  return [result];
};

function subjectsOf(contract: Contract): Subject[] {
  const { errors } = catalogueOf(contract);
  const secret = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9'.repeat(280);
  const redactor = new Redactor([secret]);
  const pattern = new LinearPattern('^(\\w+\\s?)+$');
  const message = (part: string): Subject => ({
    name: `verify: message of "${part}", characters`,
    size: 24_000,
    read: (size) =>
      check(contract, JSON.stringify({ ...errorOf(contract), message: part.repeat(size / part.length) })),
  });
  return [
    ...['a-', 'a.', '/a/', 'SELECT ', 'at a'].map(message),
    {
      name: 'verify: error with more names',
      size: 50_000,
      read: (size) => check(contract, JSON.stringify(errorOf(contract)).replace('{', `{${names(size)},`)),
    },
    {
      name: 'verify: items {}',
      size: 25_000,
      read: (size) =>
        checkSuccess(
          contract,
          Array.from({ length: size }, () => ({})),
        ),
    },
    {
      name: 'verify: nested arrays, levels',
      size: 100_000,
      read: (size) => check(contract, '['.repeat(size) + ']'.repeat(size)),
    },
    {
      name: `reports: escapes, characters; secret of ${secret.length.toLocaleString('en')} characters`,
      size: 50_000,
      read: (size) => redactor.foreign('%25'.repeat(size / 3)),
    },
    {
      name: 'pattern of a spec, characters',
      size: 50_000,
      read: (size) => pattern.test(`${'a'.repeat(size)}!`),
    },
    {
      name: 'explain: lines "a:"',
      size: 20_000,
      read: (size) => {
        const parsed = parseInput(Buffer.from(`HTTP/1.1 500 \n${'a:\n'.repeat(size)}`), contract);
        if ('text' in parsed) recognize(parsed.text, errors);
      },
    },
  ];
}

function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `"n${index}":0`).join();
}

function errorOf({ errors: [entry] }: Contract): { [name: string]: unknown } {
  return (entry?.example.error ?? {}) as { [name: string]: unknown };
}

/** Checks an error response. */
function check(contract: Contract, error: string): void {
  const [entry] = contract.errors;
  if (!entry) throw new Error('The contract has no error.');
  find(contract, entry.status, `{"success":false,"error":${error}}`);
}

/** Checks a page with these items. */
function checkSuccess(contract: Contract, items: readonly unknown[]): void {
  const [operation] = contract.operations;
  const { content, itemsField = '', status = 0 } = operation?.success ?? {};
  const data = { ...(content?.example.data as object), [itemsField]: items };
  find(contract, status, JSON.stringify({ ...content?.example, data }));
}

function find(contract: Contract, status: number, body: string): void {
  const [operation] = contract.operations;
  const [entry] = contract.errors;
  if (!operation || !entry) throw new Error('The contract has no operation or no error.');
  const isSuccess = status === operation.success.status;
  new ResponseChecker(contract, []).findings({
    operation,
    request: { method: operation.method, url: new URL('http://localhost/'), headers: {} },
    response: {
      status,
      headers: new Map([['content-type', [operation.success.content?.mediaType ?? '']]]),
      bytes: Buffer.from(body),
    },
    expect: isSuccess ? { kind: 'success', status, asked: {} } : { kind: 'error', codes: [entry.code] },
  });
}
