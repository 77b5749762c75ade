/** The words of the tester: suite > group > case, outcomes, findings, faults, the report. */
import type { Level } from '../contract/vocabulary.ts';
import type { CheckId } from './checks/check-id.ts';

/** How strict a case or a finding is: a MUST that is not kept fails, a SHOULD warns. */
export type Strictness = Exclude<Level, 'MAY'>;

/** The families of cases, in the order in which they are reported. */
export const GROUPS = ['codes', 'successes', 'parameters', 'authentication', 'routing', 'charging'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * A request as the case has it. In header values `{token:success}` stands for a token that works, `{token:unknown}` for
 * one that was never issued; the profile has them.
 */
export interface CaseRequest {
  method: string;
  /** Relative to the base URL, percent-encoded. */
  path: string;
  /** As it stands on the wire, before percent-encoding. */
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
}

/** What an answer must be. */
export type Expectation =
  | {
      kind: 'error';
      /** The codes that are right; each with its status, fields and headers from the catalogue. */
      codes: readonly string[];
    }
  | {
      kind: 'success';
      status: number;
      /** The most items that the page may hold. */
      limit?: number;
      /** What was asked, by parameter, for the fields that echo it. */
      asked: Readonly<Record<string, string>>;
      /** How many further pages to follow, where there are any. */
      follow?: number;
    }
  | {
      /** What the contract leaves open, but for this: no fault of the server (5xx), and no redirect. */
      kind: 'no-fault';
    }
  | {
      /** The balance after the request, an error of this request and the request again: the error costs nothing. */
      kind: 'no-charge';
      status: number;
      asked: Readonly<Record<string, string>>;
      /** The request that is answered with an error in between. */
      between: CaseRequest;
    };

/** One case of the suite: data, made from the bundle. */
export interface Case {
  /** Stable: `operationId/...`. */
  id: string;
  operation: string;
  group: Group;
  title: string;
  /** SHOULD cases give warnings. */
  level: Strictness;
  /** Where the requirement stands: a pointer into the bundle, an RFC section. */
  source: string;
  request: CaseRequest;
  /** The code that is to be provoked; a profile changes `request` so that it is. */
  provoke?: string;
  /** The request that provokes the code at any server, where there is one. */
  natural?: CaseRequest;
  /** How often the request is sent, one after another: the verdict must stay. @default 1 */
  repeat?: number;
  expect: Expectation;
}

/** What is wrong with one answer. */
export interface Finding {
  /** The check that found it. */
  check: CheckId;
  level: Strictness;
  /** The expected result, as a phrase. */
  expected: string;
  /** The actual result. */
  actual: string;
  /** Where the requirement stands. */
  source: string;
  /** The same for two findings that one fault of the server explains. */
  cause: string;
}

/** `error`: the tester itself could not carry the case out. */
export type Outcome = 'passed' | 'failed' | 'warning' | 'skipped' | 'error';

/** A request and its answer as a report shows them: tokens masked, the body cut. */
export interface Evidence {
  request: { method: string; url: string; headers: Record<string, string> };
  /** Missing if no response was received. */
  response?: { status: number; headers: Record<string, string>; body: string };
  /** A shell command that sends the request again. */
  curl: string;
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
  /** Why it was skipped, or what kept it from being carried out. */
  reason?: string;
  /** Of a case that did not pass. */
  evidence?: Evidence;
  durationMs: number;
}

/** One fault of the server, and all the cases that it shows in. */
export interface Fault extends Finding {
  /** The ids of the cases, in their order. */
  cases: string[];
  /** The evidence of the first of them. */
  evidence?: Evidence;
}

/** A code that was not provoked. */
export interface NotExercised {
  operation: string;
  code: string;
  reason: string;
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
  counts: Record<Outcome, number>;
  /** Whether nothing failed but what is known to, and nothing that is known to fail passed; with `strict` also no SHOULD. */
  conformant: boolean;
  /** Where a list of known failures was given: those that failed, and those that no longer do. */
  known?: { failed: string[]; stale: string[] };
  /** What explains many failures at once, and what to do: a wrong path prefix, a token that is not taken. */
  hints: string[];
  faults: Fault[];
  notExercised: NotExercised[];
  results: CaseResult[];
}
