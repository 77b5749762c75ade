/** The words of the tester: suite > group > case, outcomes, findings, the report. */
import type { Level } from '../contract/types.ts';

/** The families of cases, in the order in which they are reported. */
export type Group = 'codes' | 'successes' | 'parameters' | 'authentication' | 'routing';

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
    };

/** One case of the suite: data, made from the bundle. */
export interface Case {
  /** Stable: `operationId/...`. */
  id: string;
  operation: string;
  group: Group;
  title: string;
  /** SHOULD cases give warnings. */
  level: Exclude<Level, 'MAY'>;
  /** Where the requirement stands: a pointer into the bundle, an RFC section. */
  source: string;
  request: CaseRequest;
  /** The code that is to be provoked; a profile changes `request` so that it is. */
  provoke?: string;
  /** The request that provokes the code at any server, where there is one. */
  natural?: CaseRequest;
  expect: Expectation;
}

/** What is wrong with one answer. */
export interface Finding {
  /** The check that found it. */
  check: string;
  level: Exclude<Level, 'MAY'>;
  /** What was required, as a sentence. */
  required: string;
  /** What came instead. */
  came: string;
  source: string;
}

/** `error`: the tester itself could not carry the case out. */
export type Outcome = 'passed' | 'failed' | 'warning' | 'skipped' | 'error';

export interface CaseResult {
  id: string;
  group: Group;
  operation: string;
  title: string;
  level: Exclude<Level, 'MAY'>;
  outcome: Outcome;
  findings: Finding[];
  /** Why it was skipped. */
  reason?: string;
  /** The request to repeat it with, tokens masked. */
  curl?: string;
  durationMs: number;
}

export interface Report {
  target: string;
  profile: string;
  results: CaseResult[];
  counts: Record<Outcome, number>;
  requests: number;
  durationMs: number;
  /** Whether no MUST failed. */
  conformant: boolean;
}
