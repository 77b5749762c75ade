/** What the faulty servers are made with. */
import type { IncomingMessage } from 'node:http';
import type { CheckId } from '../../../src/conformance/checks/check-id.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { contract } from '../project.ts';
import type { Decision, Mutation, Outgoing, Page } from './mutant.ts';

/** A server with one fault, the case that must find it, and what it must say. */
export interface Faulty {
  name: string;
  /** A function where the mutation has a state. */
  mutation: Mutation | (() => Mutation);
  /** The id of a case that must fail, behind its operation's. */
  case: string;
  /** The operation whose case fails. @default every one */
  operation?: string;
  /** The check whose finding names the cause. */
  check: CheckId;
  /** How strict what it breaks is: a SHOULD gives a warning. @default MUST */
  level?: 'SHOULD';
  /** How many entries of the report it makes. @default 1 */
  entries?: number;
  /** Patterns of what is run. @default everything */
  only?: readonly string[];
  /** For one exchange, where the fault is that an answer does not come. */
  timeoutMs?: number;
}

/** Patterns of the cases of one code at every operation. */
export function casesOfCode(code: string): string[] {
  return [`*/${code}*`];
}

/** Changes the answers of one code, or of each of a few. */
export function on(codes: string | readonly string[], change: (outgoing: Outgoing) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.code !== undefined && [codes].flat().includes(outgoing.code)) change(outgoing);
    },
  };
}

/** Changes the inner object of the errors of one code. */
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

/** Changes the data of every success. */
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

/** Changes the decision where it is a success. */
export function onPage(change: (page: Page, request: IncomingMessage) => Decision): Mutation {
  return { decide: (right, request) => (right.kind === 'success' ? change(right, request) : right) };
}

/** Answers one code where another is right. */
export function swaps(right: string, wrong: string): Mutation {
  return {
    decide: (decision) =>
      decision.kind === 'error' && decision.code === right ? { kind: 'error', code: wrong } : decision,
  };
}

export const errorDecision = (code: string): Decision => ({ kind: 'error', code });

/** Sends this text as this media type. */
export function text(outgoing: Outgoing, type: string, body: string): void {
  outgoing.headers['Content-Type'] = type;
  outgoing.body = body;
}

export const CODES: readonly string[] = contract.errors.map(({ code }) => code);
