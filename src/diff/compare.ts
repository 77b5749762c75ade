/** Comparing two versions of the contract: by their catalogues, their operations and their words. */
import { isObject, type Json, pointerPart } from '../contract/document.ts';
import type { Contract } from '../contract/types.ts';
import { accessChanges } from './access.ts';
import { codeChanges } from './codes.ts';
import { operationChanges } from './operations.ts';
import { type Change, type ContractDiff, IMPACTS } from './types.ts';
import { same } from './values.ts';
import { compareVersions, nextVersion } from './version.ts';
import { wordingChanges } from './wording.ts';

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
  const changes = sorted(merged(found.length > 0 ? found : otherChanges(old, next)));
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

/** What differs and is nothing of the above: it is said, though it binds nobody. */
function otherChanges(old: Contract, next: Contract): Change[] {
  return differing(old.document, next.document, '#')
    .filter((at) => at !== '#/info/version')
    .map((at) => ({
      kind: 'document-changed',
      impact: 'patch',
      breaks: [],
      subject: at,
      message: 'differs, which binds nobody',
      operations: [],
      old: at,
      new: at,
    }));
}

/** The places where two documents differ, each as deep as both have it. */
function differing(old: Json | undefined, next: Json | undefined, pointer: string): string[] {
  if (same(old, next)) return [];
  if (!isObject(old) || !isObject(next)) return [pointer];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((key) =>
    differing(old[key], next[key], `${pointer}/${pointerPart(key)}`),
  );
}
