/** Compares two versions of the contract. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { rootOf } from '../contract/json-node.ts';
import { textAt } from '../contract/nodes.ts';
import { Findings } from './findings.ts';
import { SchemaGraph } from './schema-graph.ts';
import { type Change, type ContractDiff, IMPACTS } from './types.ts';
import { Unchanged } from './unchanged.ts';
import { compareVersions, nextVersion } from './version.ts';
import { documentChanges } from './walk-document.ts';
import { notationChanges } from './walk-notation.ts';
import { operationChanges } from './walk-operations.ts';

/**
 * Returns the changes from one version of the contract to another, and the next version that they require.
 *
 * @throws {ContractError} if a document has no operation, or a reference that leads to nothing
 * @example compareDocuments(readDocument('1.0.0.json'), readDocument('1.1.0.json')).impact // 'feature'
 */
export function compareDocuments(old: JsonObject, next: JsonObject): ContractDiff {
  const findings = new Findings(old, next);
  const walk = { findings, schemas: new SchemaGraph(new Unchanged(old, next)) };
  operationChanges(walk, rootOf(old), rootOf(next));
  const titles = { old: titleOf(old), new: titleOf(next) };
  documentChanges(walk, rootOf(old), rootOf(next));
  notationChanges(old, next, findings);
  return { ...titles, ...conclusionOf(sorted(findings.changes), titles.old.version, titles.new.version) };
}

/** Returns the most severe impact of changes, and the version that it requires. An accepted change counts as a patch. */
export function conclusionOf(changes: readonly Change[], oldVersion: string, newVersion: string) {
  const impacts = changes.map(({ impact, accepted }) => (accepted === undefined ? impact : 'patch'));
  const impact = IMPACTS.find((one) => impacts.includes(one));
  const proposed = nextVersion(oldVersion, impact);
  const order = proposed === undefined ? undefined : compareVersions(newVersion, proposed);
  return {
    changes,
    ...(impact && { impact }),
    ...(proposed !== undefined && { proposed }),
    ...(order !== undefined && { sufficient: order >= 0 }),
  };
}

function titleOf(document: JsonObject): { title: string; version: string } {
  const info = isObject(document.info) ? document.info : {};
  return { title: textAt(info, 'title', '#/info'), version: textAt(info, 'version', '#/info') };
}

function sorted(changes: readonly Change[]): Change[] {
  return IMPACTS.flatMap((impact) => changes.filter((change) => change.impact === impact));
}
