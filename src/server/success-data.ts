/** The part of a success that is needed to build responses: `generated/successes.ts` contains it for each operation. */
import type { JsonObject } from '../contract/document.ts';
import type { Relation } from '../contract/relations.ts';

/** A relation between the fields of an object in the envelope. */
export interface PlacedRelation {
  /** The names of the properties that lead to the object; `*` stands for each item of an array. */
  path: readonly string[];
  relation: Relation;
}

/** The success of one operation. */
export interface SuccessData {
  status: number;
  mediaType: string;
  /** The properties of `data`. */
  fields: readonly string[];
  relations: readonly PlacedRelation[];
  /** The envelope of the first example in the spec. */
  example: JsonObject;
}
