/** Comparing two versions of the contract: by their catalogues, their operations and their words. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import type { Contract } from '../contract/model.ts';
import { type Change, type ContractDiff, IMPACTS } from './types.ts';
import { meaningOf, type Side, same } from './values.ts';
import { compareVersions, nextVersion } from './version.ts';
import { accessChanges } from './walk-access.ts';
import { codeChanges } from './walk-codes.ts';
import { operationChanges } from './walk-operations.ts';
import { wordingChanges } from './walk-texts.ts';

/**
 * What changed from one version of the contract to another, and what the next version is.
 *
 * @throws {ContractError} where a document refers to what is not there
 * @example compareContracts(loadContract('1.0.0.json'), loadContract()).impact // 'feature'
 */
export function compareContracts(old: Contract, next: Contract): ContractDiff {
  const found = [
    ...codeChanges(old, next),
    ...operationChanges(old, next),
    ...accessChanges(old, next),
    ...sandboxChanges(old, next),
    ...wordingChanges(old.document, next.document),
  ];
  const others = otherChanges(old, next);
  // What rules told differs besides; nothing that is told hides what no rule reads.
  const untold = others.filter(({ impact, subject }) => impact === 'breaking' && !READ.test(subject));
  const changes = sorted(merged(found.length > 0 ? [...found, ...untold] : others));
  const impact = changes[0]?.impact;
  const proposed = nextVersion(old.version, impact);
  const order = proposed === undefined ? undefined : compareVersions(next.version, proposed);
  const named = ({ title, version }: Contract) => ({ title, version });
  return {
    old: named(old),
    new: named(next),
    changes,
    ...(impact && { impact }),
    ...(proposed !== undefined && { proposed }),
    ...(order !== undefined && { sufficient: order >= 0 }),
  };
}

/** The test tokens are what the tests of callers are written with. */
function sandboxChanges(old: Contract, next: Contract): Change[] {
  const tokens = [
    ['successToken', 'the test token of a success', '#/x-sandbox/tokens/success'],
    ['errorToken', 'the test token of a code', '#/x-sandbox/tokens/error'],
  ] as const;
  const changes = tokens
    .filter(([key]) => old.sandbox[key] !== next.sandbox[key])
    .map(([key, subject, at]): Change => {
      const message = `is ${next.sandbox[key]}, and was ${old.sandbox[key]}`;
      const common = { subject, message, operations: [], old: at, new: at };
      return { kind: 'sandbox-changed', impact: 'breaking', breaks: ['callers'], ...common };
    });
  if (old.sandbox.malformed === next.sandbox.malformed) return changes;
  const at = '#/x-sandbox/malformed';
  const message = `is ${next.sandbox.malformed}, and was ${old.sandbox.malformed}`;
  const common = { subject: 'the code of a request that is no HTTP', operations: [], old: at, new: at };
  return [...changes, { kind: 'sandbox-changed', impact: 'patch', breaks: [], message, ...common }];
}

/** A component that several operations share changes once, and shows in each of them. */
function merged(changes: readonly Change[]): Change[] {
  const byPlace = new Map<string, Change>();
  for (const change of changes) {
    const { operations, ...rest } = change;
    const key = JSON.stringify(rest);
    const same = byPlace.get(key);
    byPlace.set(key, { ...change, operations: [...new Set([...(same?.operations ?? []), ...operations])] });
  }
  return [...byPlace.values()];
}

function sorted(changes: readonly Change[]): Change[] {
  return IMPACTS.flatMap((impact) => changes.filter((change) => change.impact === impact));
}

/** The parts of a document that rules read, whole. */
const READ = /^#\/(?:paths|components|security|x-sandbox)\b/;

/** What binds nobody: words about the whole, what a reader sorts by, what no operation uses. */
const UNBINDING =
  /^#\/(?:openapi|info|servers|tags|externalDocs|x-error-categories|components\/securitySchemes)\b|\/(?:tags|externalDocs|discriminator|x-opaque)(?:\/|$)/;

/** Where rules look that know what a value says when it is left out, and which order says nothing. */
const RULED =
  /\/(?:parameters|headers|style|explode|allowReserved|allowEmptyValue|required|deprecated|items|const|enum|x-same|x-relations)(?:\/|$)/;

/** What differs and is nothing of the above. What no rule rates is not said to be harmless: people look at it. */
function otherChanges(old: Contract, next: Contract): Change[] {
  const references = new Set([old, next].flatMap(referencesIn));
  return differing(rootOf(old), rootOf(next))
    .filter(({ at }) => at !== '#/info/version')
    .map(({ at, meansTheSame }): Change => {
      const common = { kind: 'document-changed', subject: at, operations: [], old: at, new: at } as const;
      if (meansTheSame || (READ.test(at) && RULED.test(at)))
        return {
          ...common,
          impact: 'patch',
          breaks: [],
          message: 'is written otherwise, and means the same',
        };
      if (UNBINDING.test(at) || isUnused(at, references))
        return { ...common, impact: 'patch', breaks: [], message: 'differs, which binds nobody' };
      const message = 'differs, and no rule rates it: look at it';
      return { ...common, impact: 'breaking', breaks: ['callers', 'servers'], message };
    });
}

function rootOf({ document }: Contract): Side {
  return { document, node: document, pointer: '#' };
}

/** Returns the references of a document, as JSON. */
function referencesIn({ document }: Contract): string[] {
  return JSON.stringify(document).match(/"\$ref":"(?:[^"\\]|\\.)*"/g) ?? [];
}

/** Returns whether a place is in a component that no reference leads to. */
function isUnused(at: string, references: ReadonlySet<string>): boolean {
  const [component] = /^#\/components\/[^/]+\/[^/]+/.exec(at) ?? [];
  return component !== undefined && !references.has(JSON.stringify({ $ref: component }).slice(1, -1));
}

interface Difference {
  /** A JSON pointer. */
  at: string;
  /** Whether what it stands in means the same all the same. */
  meansTheSame: boolean;
}

/** The places where two documents differ, each as deep as both have it. */
function differing(old: Side, next: Side, isMeaningKnown = false): Difference[] {
  if (same(old.node, next.node)) return [];
  const meansTheSame = isMeaningKnown || meaningOf(old) === meaningOf(next);
  const [a, b] = [old.node, next.node];
  if (!isObject(a) || !isObject(b)) return [{ at: old.pointer, meansTheSame }];
  const below = (side: Side, from: JsonObject, key: string): Side => ({
    document: side.document,
    node: from[key],
    pointer: `${side.pointer}/${pointerPart(key)}`,
  });
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differing(below(old, a, key), below(next, b, key), meansTheSame),
  );
}
