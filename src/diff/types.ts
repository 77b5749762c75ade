/** What changed between two versions of the contract, and for whom. */

/** What a change does to the next version: a major one, a minor one, a patch (https://semver.org). */
export type Impact = 'breaking' | 'feature' | 'patch';

/** The gravest first. */
export const IMPACTS: readonly Impact[] = ['breaking', 'feature', 'patch'];

/**
 * Who has to do something: those who call the API by the old contract, or those who serve it by the old one.
 *
 * - A *request* is promised to callers: what becomes narrower refuses what they send; what becomes wider is a feature.
 * - An *answer* is promised both ways. What becomes wider brings callers what they were told cannot be; what becomes
 *   narrower makes answers of servers wrong that were right.
 * - What is *added* beside (a code, a field, a header, an operation) is a feature: callers ignore what they do not know,
 *   and survive a code they do not know.
 */
export type Party = 'callers' | 'servers';

/** One change. */
export interface Change {
  /** What happened, for programs: `code-removed`, `bound-tightened`, ... */
  kind: ChangeKind;
  impact: Impact;
  /** Whom it breaks; nobody, where the impact is less. */
  breaks: readonly Party[];
  /** What it happened to: a code, a field, a parameter, an operation. */
  subject: string;
  /** What happened, as what follows the subject in a sentence. */
  message: string;
  /** The operations that it shows in, by id; none where it is no matter of operations. */
  operations: readonly string[];
  /** JSON pointers into the old bundle and the new one; none where it is not there. */
  old?: string;
  new?: string;
}

/** All kinds of change. */
export type ChangeKind =
  // Codes
  | 'code-removed'
  | 'code-added'
  | 'status-changed'
  | 'retry-changed'
  | 'trigger-changed'
  // Operations
  | 'operation-removed'
  | 'operation-added'
  | 'operation-renamed'
  | 'operation-changed'
  | 'path-changed'
  | 'method-changed'
  | 'code-no-longer-answered'
  | 'code-newly-answered'
  // Requests
  | 'parameter-removed'
  | 'parameter-added'
  | 'parameter-required'
  | 'parameter-optional'
  | 'invalid-code-changed'
  | 'token-credential-removed'
  | 'token-credential-added'
  | 'token-credential-order-changed'
  | 'token-requirement-changed'
  | 'base-path-changed'
  // Answers
  | 'success-status-changed'
  | 'media-type-changed'
  | 'response-changed'
  | 'header-removed'
  | 'header-added'
  | 'header-level-changed'
  | 'header-equals-changed'
  // Schemas, wherever they stand
  | 'field-removed'
  | 'field-added'
  | 'field-optional'
  | 'field-required'
  | 'type-changed'
  | 'value-removed'
  | 'value-added'
  | 'bound-tightened'
  | 'bound-loosened'
  | 'bound-changed'
  | 'default-changed'
  | 'same-changed'
  | 'relation-removed'
  | 'relation-added'
  | 'role-changed'
  | 'deprecated'
  // The rest
  | 'sandbox-changed'
  | 'text-changed'
  | 'document-changed';

/** What two versions of the contract differ in. */
export interface ContractDiff {
  old: { title: string; version: string };
  new: { title: string; version: string };
  /** The gravest first, and else in the order of the documents. */
  changes: readonly Change[];
  /** The gravest of all; none where nothing changed. */
  impact?: Impact;
  /** The next version; none where the old one is no MAJOR.MINOR.PATCH. */
  proposed?: string;
  /** Whether the new document's version says at least that; none where one of the versions is unreadable. */
  sufficient?: boolean;
}
