/** Collects the changes that the walkers find, and gives each the impact and the sentence of its rule. */
import type { Json, JsonObject } from '../contract/document.ts';
import { existing } from '../contract/json-node.ts';
import { excerpt } from '../text/truncate.ts';
import { type Args, RULES, type RuleId } from './rules.ts';
import type { Change } from './types.ts';

interface Found {
  subject: string;
  operations?: readonly string[];
  /** The pointers into both documents; omitted if the document does not have the part. */
  old?: string;
  next?: string;
  /** The values in the sentence. */
  args?: Args;
}

/** The maximum length of a value in a sentence, in characters. */
const MAX_VALUE = 80;

export class Findings {
  /** A part that several operations share changes once, and is reported with all of them. */
  readonly #changes = new Map<string, Change & { operations: Set<string> }>();
  readonly #touched = new Set<string>();
  readonly #documents: { old: JsonObject; next: JsonObject };

  constructor(old: JsonObject, next: JsonObject) {
    this.#documents = { old, next };
  }

  add(id: RuleId, { subject, operations = [], old, next, args = {} }: Found): void {
    const key = JSON.stringify([id, old, next, args]);
    const known = this.#changes.get(key);
    for (const operation of operations) known?.operations.add(operation);
    if (known) return;
    this.touch(...[old, next].filter((place) => place !== undefined));
    const { impact, breaks, sentence } = RULES[id];
    this.#changes.set(key, {
      kind: id,
      impact,
      breaks,
      subject,
      message: sentenceOf(sentence, args),
      operations: new Set(operations),
      ...(old !== undefined && { old: existing(this.#documents.old, old) }),
      ...(next !== undefined && { new: existing(this.#documents.next, next) }),
    } as Change & { operations: Set<string> });
  }

  /** Marks places whose changes are reported, so that they are not reported as a change of notation too. */
  touch(...places: readonly string[]): void {
    for (const place of places) this.#touched.add(place);
  }

  /** The places with reported changes. */
  get touched(): ReadonlySet<string> {
    return this.#touched;
  }

  get changes(): Change[] {
    return [...this.#changes.values()].map((change) => ({ ...change, operations: [...change.operations] }));
  }
}

/** Fills the values into the sentence of a rule. Of a long value, it shows the place where the old and the new one differ. */
function sentenceOf(sentence: string, args: Args): string {
  const difference = firstDifference(textOf(args.old), textOf(args.new));
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    excerpt(textOf(args[name]), MAX_VALUE, name === 'old' || name === 'new' ? difference : 0),
  );
}

/** Returns a value as a sentence shows it: a text of ours as it is, any other value as JSON. */
function textOf(value: Json | undefined): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns the index of the first character in which two texts differ. */
function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}
