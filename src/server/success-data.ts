/**
 * The part of a success that is needed to build responses. `generated/successes.ts` contains it for each
 * success of each operation.
 */
import type { JsonObject } from '../contract/document.ts';
import type { Relation } from '../contract/relations.ts';

/** A relation between the fields of an object in the envelope. */
export interface PlacedRelation {
  /** The names of the properties that lead to the object; `*` stands for each item of an array. */
  path: readonly string[];
  relation: Relation;
}

/** A success of an operation. */
export interface SuccessData {
  status: number;
  /** The headers that the contract says a server MUST or SHOULD send, with the values of the examples in the spec. */
  headers: Readonly<Record<string, string>>;
  /** Undefined if the success has no content. */
  content?: {
    mediaType: string;
    /** The properties of `data`; undefined if `data` can have others. */
    fields?: readonly string[];
    relations: readonly PlacedRelation[];
    /** The envelope of the first example in the spec. */
    example: JsonObject;
  };
}
