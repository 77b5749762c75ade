/** A part of both documents that is compared, with the ways in which its changes are reported. */
import { at, child, type JsonNode, MISSING } from '../contract/json-node.ts';
import type { Kind } from '../contract/node-kinds.ts';
import type { Flow } from './direction.ts';
import type { Findings } from './findings.ts';
import { keyChanges, nodesOf } from './keys.ts';
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

  /** The part of the document that has it; of the new document, if both have it. */
  get present(): JsonNode {
    return this.isRemoved ? this.old : this.next;
  }

  /** Returns the part at a key of each document, with references followed. */
  at(key: string, nextKey = key, subject = this.subject): Part {
    return this.with(child(this.old, key), child(this.next, nextKey), subject);
  }

  /** Returns other nodes that are reported for the same operations. */
  with(old: JsonNode, next: JsonNode, subject = this.subject): Part {
    return new Part(this.walk, old, next, subject, this.operations);
  }

  /** Returns the same part with another subject. */
  named(subject: string): Part {
    return this.with(this.old, this.next, subject);
  }

  /**
   * Returns the pairs of two maps with nodes by name. A node is missing if only one map has the name.
   *
   * @param subjectOf returns how a sentence names a part
   */
  pairs(
    old: ReadonlyMap<string, JsonNode>,
    next: ReadonlyMap<string, JsonNode>,
    subjectOf: (name: string, node: JsonNode) => string = (name) => name,
  ): Part[] {
    return [...new Set([...old.keys(), ...next.keys()])].map((name) => {
      const pair = this.with(old.get(name) ?? MISSING, next.get(name) ?? MISSING);
      if (pair.isAdded || pair.isRemoved) this.walk.findings.touch(this.old.pointer, this.next.pointer);
      return pair.named(subjectOf(name, pair.present));
    });
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

  /** Reports the changes of all keys that no walker compares. */
  reportKeys(kind: Kind, was = nodesOf(this.old), is = nodesOf(this.next)): void {
    const { subject, operations } = this;
    for (const { kind: id, key, args, ...places } of keyChanges(kind, was, is)) {
      const { old = at(this.old, key).pointer, next = at(this.next, key).pointer } = places;
      this.walk.findings.add(id as RuleId, { subject, operations, old, next, args });
    }
  }

  /** Reports the changes of the schema at `schema`, and of all schemas below it. */
  reportSchema(flow: Flow, use: Omit<Use, 'flow' | 'subject' | 'operations'> = {}): void {
    const [old, next] = [at(this.old, 'schema'), at(this.next, 'schema')];
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
