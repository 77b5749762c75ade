/** A part of both documents that is compared, with the ways in which its changes are reported. */
import type { JsonObject } from '../contract/document.ts';
import { at, child, isProse, isSame, type JsonNode, keysOf, objectOf } from '../contract/json-node.ts';
import { type Kind, kindOfPart } from '../contract/node-kinds.ts';
import { ANNOTATIONS, annotationChanges, type KeyChange } from './annotations.ts';
import type { Flow } from './direction.ts';
import type { Findings } from './findings.ts';
import type { Args, RuleId } from './rules.ts';
import type { SchemaGraph, Use } from './schema-graph.ts';

/** What every walker needs. */
export interface Walk {
  findings: Findings;
  schemas: SchemaGraph;
}

export class Part {
  readonly walk: Walk;
  readonly old: JsonNode;
  readonly next: JsonNode;
  /** How a sentence names the part. */
  readonly subject: string;
  readonly operations: readonly string[];

  constructor(walk: Walk, old: JsonNode, next: JsonNode, subject: string, operations: readonly string[]) {
    this.walk = walk;
    this.old = old;
    this.next = next;
    this.subject = subject;
    this.operations = operations;
  }

  /** Whether only the new document has the part. */
  get isAdded(): boolean {
    return this.old.value === undefined;
  }

  /** Whether only the old document has the part. */
  get isRemoved(): boolean {
    return this.next.value === undefined;
  }

  /** The objects of both documents; an object is empty if the document does not have the part. */
  get objects(): [JsonObject, JsonObject] {
    return [objectOf(this.old), objectOf(this.next)];
  }

  /** Returns the part at a key of each document, with references followed. */
  at(key: string, nextKey = key, subject = this.subject): Part {
    return this.with(child(this.old, key), child(this.next, nextKey), subject);
  }

  /** Returns other nodes that are reported for the same operations. */
  with(old: JsonNode, next: JsonNode, subject = this.subject): Part {
    return new Part(this.walk, old, next, subject, this.operations);
  }

  /**
   * Reports a change.
   *
   * @param key the changed key; omitted if the whole part changed
   */
  report(id: RuleId, args: Args = {}, key?: string): void {
    const [old, next] = key === undefined ? [this.old, this.next] : [at(this.old, key), at(this.next, key)];
    this.walk.findings.add(id, {
      subject: this.subject,
      operations: this.operations,
      ...((key !== undefined || !this.isAdded) && { old: old.pointer }),
      ...((key !== undefined || !this.isRemoved) && { next: next.pointer }),
      args,
    });
  }

  reportAll(changes: readonly KeyChange[]): void {
    for (const { id, key, args } of changes) this.report(id, args, key);
  }

  /** Reports the changed annotations, and the changed keys that neither `read` lists nor a rule reads. */
  reportRest(kind: Kind, read: readonly string[]): void {
    this.reportAll(annotationChanges(...this.objects));
    for (const key of keysOf(this)) {
      if (read.includes(key) || ANNOTATIONS.includes(key) || isProse(kind, key)) continue;
      const [old, next] = [at(this.old, key), at(this.next, key)];
      if (!isSame({ old, next }, kindOfPart(kind, key)))
        this.with(old, next).report('unreviewed', { keyword: key });
    }
  }

  /** Reports the changes of the schema at `schema`, and of all schemas below it. */
  reportSchema(flow: Flow, use: Omit<Use, 'flow' | 'subject' | 'operations'> = {}): void {
    const { old, next } = { old: at(this.old, 'schema'), next: at(this.next, 'schema') };
    const pair = { old: present(old), next: present(next), places: [old.pointer, next.pointer] as const };
    const { subject, operations } = this;
    this.walk.schemas.report(pair, { ...use, flow, subject, operations }, this.walk.findings);
  }
}

/** Returns a list of the node, or an empty list if the document does not have it. */
export function present(node: JsonNode): JsonNode[] {
  return node.value === undefined ? [] : [node];
}

/** Returns two lists of names: those that only the first has, that only the second has, and that both have. */
export function parted(old: Iterable<string>, next: Iterable<string>) {
  const [a, b] = [new Set(old), new Set(next)];
  return {
    removed: [...a].filter((name) => !b.has(name)),
    added: [...b].filter((name) => !a.has(name)),
    kept: [...a].filter((name) => b.has(name)),
  };
}

/** Returns the pairs of two maps with nodes by name. A node is missing if only one map has the name. */
export function pairsIn(
  part: Part,
  old: ReadonlyMap<string, JsonNode>,
  next: ReadonlyMap<string, JsonNode>,
  subjectOf: (name: string, node: JsonNode) => string,
): Part[] {
  return [...new Set([...old.keys(), ...next.keys()])].map((name) => {
    if (!old.has(name) || !next.has(name)) part.walk.findings.touch(part.old.pointer, part.next.pointer);
    const missing: JsonNode = { document: {}, value: undefined, pointer: '' };
    const [was, is] = [old.get(name) ?? missing, next.get(name) ?? missing];
    return part.with(was, is, subjectOf(name, is.value === undefined ? was : is));
  });
}
