/** Builds the mutations of the faulty servers. */
import type { IncomingMessage } from 'node:http';
import type { CheckId } from '../../../src/conformance/checks/check-id.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { contract } from '../project.ts';
import type { Decision, Mutation, Outgoing, Page } from './mutant.ts';

/** A server with one fault, and the case and check that must report it. */
export interface Faulty {
  name: string;
  /** A function if the mutation has state. */
  mutation: Mutation | (() => Mutation);
  /** The case that must fail: its id without the operation id, or `*` if any case may report the fault. */
  case: string;
  /** The operation whose case fails. @default every operation */
  operation?: string;
  /** The check that must report the fault. */
  check: CheckId;
  /** The level of the violated requirement; SHOULD leads to a warning. @default MUST */
  level?: 'SHOULD';
  /** How many faults the report lists. @default 1 */
  entries?: number;
  /** Selects the cases to run, as `--only` does. @default all cases */
  only?: readonly string[];
  /** The timeout of one exchange, for servers that do not respond. */
  timeoutMs?: number;
}

/** Returns patterns that select the cases of one code, for every operation. */
export function casesOfCode(code: string): string[] {
  return [`*/${code}*`];
}

/** Changes the responses with these codes. */
export function on(codes: string | readonly string[], change: (outgoing: Outgoing) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.code !== undefined && [codes].flat().includes(outgoing.code)) change(outgoing);
    },
  };
}

/** Changes the `error` object of the responses with one code. */
export function onError(code: string, change: (error: JsonObject, outgoing: Outgoing) => void): Mutation {
  return on(code, (outgoing) => change(outgoing.json.error as JsonObject, outgoing));
}

/** Changes every error. */
export function onErrors(change: (outgoing: Outgoing) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.code !== undefined) change(outgoing);
    },
  };
}

/** Changes every success. */
export function onSuccess(change: (outgoing: Outgoing, page: Page) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.decision.kind === 'success') change(outgoing, outgoing.decision);
    },
  };
}

/** Changes the `data` object of every success. */
export function onData(change: (data: JsonObject, outgoing: Outgoing, page: Page) => void): Mutation {
  return onSuccess((outgoing, page) => change(outgoing.json.data as JsonObject, outgoing, page));
}

/** Changes every post of every success. */
export function onPosts(change: (post: JsonObject, index: number, page: Page) => void): Mutation {
  return onData((data, _, page) => {
    for (const [index, post] of (data.posts as JsonObject[]).entries()) change(post, index, page);
  });
}

/** Changes the path and query that the server sees. */
export function rewrites(change: (url: URL, request: IncomingMessage) => void): Mutation {
  return {
    request: (request) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      change(url, request);
      request.url = url.pathname + url.search;
    },
  };
}

/** Changes the decision if it is a success. */
export function onPage(change: (page: Page, request: IncomingMessage) => Decision): Mutation {
  return { decide: (correct, request) => (correct.kind === 'success' ? change(correct, request) : correct) };
}

/** Returns the wrong code instead of the correct one. */
export function swaps(correct: string, wrong: string): Mutation {
  return {
    decide: (decision) =>
      decision.kind === 'error' && decision.code === correct ? { kind: 'error', code: wrong } : decision,
  };
}

export const errorDecision = (code: string): Decision => ({ kind: 'error', code });

/** Sends this body with this media type. */
export function text(outgoing: Outgoing, type: string, body: string): void {
  outgoing.headers['Content-Type'] = type;
  outgoing.body = body;
}

export const CODES: readonly string[] = contract.errors.map(({ code }) => code);
