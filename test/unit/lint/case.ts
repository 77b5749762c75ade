import type { SpecCopy } from './spec-copy.ts';

/** A fault, and the one rule that has to speak of it. */
export interface Case {
  readonly name: string;
  /** A rule of the plugin, or one of Redocly's own that the contract relies on. */
  readonly rule: string;
  /** The file that the finding points to. */
  readonly file: string;
  /** What the message says: the cause by name, the file, the remedy. */
  readonly says: readonly RegExp[];
  /** How often the rule speaks, where a rule of Redocly's own does at both ends. @default 1 */
  readonly times?: number;
  break(copy: SpecCopy): void;
}
