/** The types of the contract tester: cases in groups, outcomes, findings, faults and the report. */
import type { ValueText } from '../contract/parameter-value.ts';
import type { Level } from '../contract/vocabulary.ts';
import type { CheckId } from './checks/check-id.ts';

/** The level of a case or a finding: a violated MUST is a failure, a violated SHOULD is a warning. */
export type Strictness = Exclude<Level, 'MAY'>;

/** The groups of cases, in the order of the report. */
export const GROUPS = [
  'codes',
  'successes',
  'parameters',
  'bodies',
  'authentication',
  'routing',
  'charging',
] as const;
export type Group = (typeof GROUPS)[number];

/** A part of a body: a text, or a text that is repeated. */
export type BodyPart = string | { text: string; times: number };

/** A body as text, or as parts that are joined. Parts keep a large body short in `cases.json` and in a shell. */
export type BodyText = string | readonly BodyPart[];

/**
 * The request of a case. In header values, `{token:success}` is replaced by a token that works and `{token:unknown}` by
 * a token that was never issued. Both tokens come from the profile. `{unique}` is replaced by a new UUID for each case.
 */
export interface CaseRequest {
  method: string;
  /** Relative to the base URL, percent-encoded. */
  path: string;
  /** The query parameters, before percent-encoding. A list is a parameter that is repeated. Commas are not encoded. */
  query: Readonly<Record<string, ValueText>>;
  headers: Readonly<Record<string, string>>;
  body?: BodyText;
}

/** The expected response of a case. */
export type Expectation =
  | {
      kind: 'error';
      /** The allowed codes; each has the status, fields and headers that the catalogue gives. */
      codes: readonly string[];
    }
  | {
      kind: 'success';
      /** The allowed statuses. */
      status: number | readonly number[];
      /** Errors that are allowed as well, because they depend on the state of a resource. */
      codes?: readonly string[];
      /** The most items that the page may contain. */
      limit?: number;
      /** The values of the request's parameters, by name, for the response fields that repeat them. */
      asked: Readonly<Record<string, ValueText>>;
      /** The most further pages to follow. @default 0 */
      follow?: number;
    }
  | {
      /** Any response that is not a server error (5xx): the contract does not specify the rest, so a redirect is allowed. */
      kind: 'no-fault';
    }
  | {
      /**
       * The request returns an error, which must not cost anything: `meter` succeeds twice before it and once after it.
       */
      kind: 'no-charge';
      meter: Meter;
    }
  | {
      /** The request is sent twice with the same idempotency key. Both return the same success, which is charged once. */
      kind: 'idempotent';
      status: number | readonly number[];
      asked: Readonly<Record<string, ValueText>>;
      /** Without it, the own success may have the balance. */
      meter?: Meter;
    };

/** A request whose success has the balance. It changes no data, and may be of another operation than the case. */
export interface Meter {
  operation: string;
  request: CaseRequest;
}

/** One case of the suite. Cases are data that is generated from the bundle. */
export interface Case {
  /** Stable: `operationId/...`. */
  id: string;
  operation: string;
  group: Group;
  title: string;
  /** SHOULD cases give warnings. */
  level: Strictness;
  /** The source of the requirement: a JSON pointer into the bundle, or an RFC section. */
  source: string;
  request: CaseRequest;
  /** The code that the case provokes, in the group `codes`. */
  code?: string;
  /**
   * The profile changes `request` so that the target returns `code`. `optional` if another case provokes the code at any
   * server: the case is left out if the profile does not say how to provoke the code. Missing if `request` is complete.
   */
  provoke?: 'required' | 'optional';
  /** How often to send the request, one after another. Every response must conform. @default 1 */
  repeat?: number;
  expect: Expectation;
}

/** One problem of one response. */
export interface Finding {
  /** The check that found it. */
  check: CheckId;
  level: Strictness;
  /** What is wrong, as a sentence without a full stop; backquotes enclose names and values. */
  title: string;
  /** The expected result, as a phrase. */
  expected: string;
  /** The actual result. */
  actual: string;
  /** The sentence of the contract. */
  requirement: string;
  /** The source of the requirement: a JSON pointer into the bundle, an RFC with its section, or a CWE. */
  source: string;
  /** Identifies the fault: findings with the same cause are one fault of the server. */
  cause: string;
}

/**
 * The outcomes of a case, in the order of the reports. `error` means that the case could not be carried out: a request of
 * the profile before or after it failed, or the tester itself. `known` means that the case failed and is in the list of
 * known failures.
 */
export const OUTCOMES = ['passed', 'failed', 'error', 'warning', 'known', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A request and its response as a report shows them: secrets are masked, and a long body is cut. */
export interface Evidence {
  /** The requests that the profile sent first, in this order. */
  prepare?: SentRequest[];
  /** How often the request was sent before the one with the response. Missing if it was sent only once. */
  repeat?: number;
  request: SentRequest;
  /** Missing if no response was received. */
  response?: { status: number; headers: Record<string, string>; body: string };
  /** Commands for a shell, one per line, that send the same requests again, also those of the profile. */
  curl: string;
}

/** A request as a report shows it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface CaseResult {
  id: string;
  group: Group;
  operation: string;
  title: string;
  level: Strictness;
  outcome: Outcome;
  /** The code that the case provokes, in the group `codes`. */
  code?: string;
  findings: Finding[];
  /** Why the case was skipped or could not be carried out, or what failed after it. */
  reason?: string;
  /** The exchange with the findings: in the first 50 cases of each fault in each group. Further cases have only findings. */
  evidence?: Evidence;
  durationMs: number;
}

/** One fault of the server, with all cases that found it. */
export interface Fault extends Finding {
  /** The ids of the cases, in the order of the suite. */
  cases: string[];
  /** The evidence of the first case. */
  evidence?: Evidence;
}

/** A code that was not provoked, or a whole operation that was not requested. */
export interface NotExercised {
  operation: string;
  /** Missing if no request of the operation was sent. */
  code?: string;
  reason: string;
}

/** What the conforming successes of one operation showed. */
export interface Observed {
  operation: string;
  successes: number;
  /** The field with the items of a page, and how many items were received. Missing if there is no such field. */
  items?: { field: string; count: number };
  /** How many pages a cursor led to. Missing if the operation has no cursor. */
  pages?: number;
  /** The statuses of successes that were never seen. Missing if the operation has only one success. */
  unseenStatuses?: number[];
  /** The fields of the schema that no success had; without the fields inside. */
  unseenFields: string[];
  /** The fields that can be null and never were. */
  unseenNulls: string[];
}

/** Something that the run requires to be observed, and that the operation did not show. */
export interface NotObserved {
  operation: string;
  what: string;
}

export interface Report {
  contract: { title: string; version: string };
  /** The base URL. */
  target: string;
  profile: string;
  /** RFC 3339. */
  startedAt: string;
  durationMs: number;
  requests: number;
  /** How many requests got a 2xx response; the target may charge for them. */
  successes: number;
  /** How many cases had each outcome. Every case is counted once. */
  counts: Record<Outcome, number>;
  /** The verdict: no case failed, apart from known failures, and `runFailures` is empty. */
  conformant: boolean;
  /**
   * Why the run failed apart from its cases: cases that it did not reach, known failures that passed, warnings with `strict`, codes that were not
   * exercised with `requireAll`, and what was not observed with `requireObserved`.
   */
  runFailures: string[];
  /**
   * The known failures that failed, and those that no longer fail; missing if the run had no list of known failures.
   */
  known?: { failed: string[]; stale: string[] };
  /** Why the run stopped before its end, and the ids of the cases that it did not reach; missing if it reached all. */
  stopped?: { reason: string; notReached: string[] };
  /** Likely explanations if no valid request succeeded (a wrong path prefix, a rejected token), and what to do. */
  hints: string[];
  faults: Fault[];
  notExercised: NotExercised[];
  /** What was observed, by operation. */
  observed: Observed[];
  /** What `requireObserved` names and the run did not observe. */
  notObserved: NotObserved[];
  /** How many cases of a whole run the selection left out. The verdict says nothing about them. */
  notSelected: number;
  results: CaseResult[];
}
