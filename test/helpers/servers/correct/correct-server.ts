import type { Mutation } from '../mutant.ts';

/** A server that conforms to the contract but differs from the other correct servers. */
export interface Style {
  name: string;
  /** A function if the mutation has state. */
  mutation: Mutation | (() => Mutation);
  /** The checks that may warn, sorted. @default [] */
  warnings?: readonly string[];
}

/** Returns a function that cycles through the values, so that each response can differ. */
export function inTurn<Value>(values: readonly [Value, ...Value[]]): () => Value {
  let next = 0;
  return () => values[next++ % values.length] ?? values[0];
}
