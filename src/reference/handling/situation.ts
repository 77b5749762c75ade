/** The facts of a code that decide how a program handles it. The snippets of all languages are written from them. */
import { DEFAULTS } from '../../client/read-options.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import type { Json } from '../../contract/document.ts';
import { type ExampleRequest, exampleRequest } from '../../contract/example-request.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { emptyStatusesOf } from '../../contract/read.ts';
import type { RetryPolicy, Trigger } from '../../contract/vocabulary.ts';
import { inline } from '../../text/markdown.ts';
import { operationOf, parametersOf } from '../causes.ts';
import { sentence } from '../phrases.ts';
import { SANDBOX } from '../sandbox-request.ts';

/** A check of a value before the call. */
export type Correction = {
  /** The name of the parameter. */
  name: string;
  /** An invalid value that the check corrects. */
  input: string;
} & ({ allowed: readonly string[] } | { minimum: number; maximum: number });

export interface Situation {
  code: string;
  retry: RetryPolicy;
  /** The number of retries. */
  retries: number;
  /** The first wait of the backoff in seconds. */
  backoff: number;
  /** The field of `error` with the seconds to wait; undefined unless `retry` is `wait`. */
  waitField: string | undefined;
  /** Whether a response can have the header Retry-After. */
  hasRetryAfter: boolean;
  /** The names of the additional fields of `error`. */
  fields: readonly string[];
  /** What to do if the code is not retried, as comments: one sentence each. */
  advice: readonly string[];
  operation: Operation;
  /** The values of the parameters that the call has. */
  values: Readonly<Record<string, Json>>;
  /** The body of the call; undefined if the operation has none. */
  body: Json | undefined;
  /** The statuses of the successes without a body. */
  emptyStatuses: readonly number[];
  request: ExampleRequest;
  /** The base URL of the sandbox. */
  baseUrl: string;
  token: string;
  correction: Correction | undefined;
}

/** What the cause of an error means for the program. */
const ADVICE: Readonly<Record<Trigger, string>> = {
  'token-missing': 'Do not retry. Stop the program: no request succeeds without a token.',
  'token-unknown': 'Do not retry. Stop the program: no request succeeds with this token.',
  account: 'Do not retry. Stop all requests of this account, and ask the owner to act.',
  balance: 'Do not retry. Stop all requests of this account, and ask the owner to act.',
  'path-unknown': 'Do not retry. The program has a defect: correct the call.',
  'parameter-invalid': 'Do not retry. Correct the value, or show the message to the person who entered it.',
  'body-invalid': 'Do not retry. Correct the body, or show the message to the person who entered the values.',
  state: 'Do not retry. Request the current state of the resource, then decide again.',
  rate: 'Send the request again later.',
  server: 'Send the request again later.',
};

/** Returns the situation of a code, or undefined if no operation returns the code. */
export function situationOf(entry: CatalogueEntry, contract: Contract): Situation | undefined {
  const correction = correctionOf(entry, contract);
  const operation = correction?.operation ?? operationOf(entry, contract);
  if (operation === undefined) return undefined;
  const token = correction ? contract.sandbox.successToken : entry.testToken;
  const { retries, backoffMs } = DEFAULTS.retry;
  return {
    code: entry.code,
    retry: entry.retry,
    retries,
    backoff: backoffMs / 1000,
    waitField: entry.fields.find(({ role }) => role === 'wait')?.name,
    hasRetryAfter: entry.headers.some(({ name }) => name.toLowerCase() === 'retry-after'),
    fields: entry.fields.map(({ name }) => name),
    advice: [ADVICE[entry.trigger], sentence(inline(entry.solution))],
    operation,
    values: Object.fromEntries(
      operation.parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
    ),
    body: operation.body?.example,
    emptyStatuses: emptyStatusesOf({ operations: [operation] }),
    request: exampleRequest(operation, token),
    baseUrl: SANDBOX.origin + contract.basePath,
    token,
    correction: correction?.correction,
  };
}

/** Returns a check for the first parameter whose invalid values return the code. */
function correctionOf(
  entry: CatalogueEntry,
  contract: Contract,
): { operation: Operation; correction: Correction } | undefined {
  for (const { operation, parameter } of parametersOf(entry, contract)) {
    const { name, schema } = parameter;
    if (parameter.in === 'header' || parameter.list) continue;
    const { enum: values, minimum, maximum } = schema;
    if (Array.isArray(values) && values.every((value) => typeof value === 'string') && values[0]) {
      const input = values[0].charAt(0).toUpperCase() + values[0].slice(1);
      return { operation, correction: { name, input, allowed: values } };
    }
    if (typeof minimum === 'number' && typeof maximum === 'number')
      return { operation, correction: { name, input: String(maximum * 5), minimum, maximum } };
  }
  return undefined;
}
