/** The result of a comparison: the changes between two versions of the contract, and whom they affect. */
import type { RuleId } from './rules.ts';

/** The part of the version that a change raises: the major, the minor or the patch version (https://semver.org). */
export type Impact = 'breaking' | 'feature' | 'patch';

/** The most severe impact first. */
export const IMPACTS: readonly Impact[] = ['breaking', 'feature', 'patch'];

/**
 * Who must react to a change: the callers that follow the old contract, or the servers that follow it.
 *
 * - A *request* is a promise to callers. If it becomes narrower, requests that were valid are rejected. If it becomes
 *   wider, that is a feature.
 * - A *response* is a promise in both directions. If it becomes wider, callers receive values that they do not expect.
 *   If it becomes narrower, responses that were valid violate the contract.
 * - An *addition* (a code, a field, a header, an operation) is a feature: callers ignore unknown fields and do not crash
 *   on unknown codes.
 */
export type Party = 'callers' | 'servers';

/** One change. */
export interface Change {
  /** The id of the rule, for programs: `code-removed`, `request-bound-narrowed`, ... */
  kind: RuleId;
  impact: Impact;
  /** Whom the change breaks; empty if the impact is not `breaking`. */
  breaks: readonly Party[];
  /** The changed part: a code, a field, a parameter, an operation. */
  subject: string;
  /** The rest of the sentence after the subject. */
  message: string;
  /** The ids of the operations that the change affects; empty if it affects none in particular. */
  operations: readonly string[];
  /** JSON pointers into the old and the new document; omitted if the document does not have the part. */
  old?: string;
  new?: string;
  /** Why a person accepted the change (`--accept`); omitted for all other changes. */
  accepted?: string;
}

/** The changes between two versions of the contract. */
export interface ContractDiff {
  old: { title: string; version: string };
  new: { title: string; version: string };
  /** The most severe changes first; else in the order in which the documents are compared. */
  changes: readonly Change[];
  /** The most severe impact, with accepted changes as patches; omitted if nothing changed. */
  impact?: Impact;
  /** The next version; omitted if the old version does not have the form MAJOR.MINOR.PATCH. */
  proposed?: string;
  /** Whether the version of the new document is high enough; omitted if one of the versions is invalid. */
  sufficient?: boolean;
}

/** Returns the place that identifies a change: the pointer into the document that has the more specific part. */
export function placeOf({ old = '', new: next = '' }: Change): string {
  return old.length > next.length ? old : next;
}
