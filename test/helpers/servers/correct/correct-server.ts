import type { Mutation } from '../mutant.ts';

/** A server that keeps the contract, in a style of its own. */
export interface Style {
  name: string;
  /** A function where the mutation has a state. */
  mutation: Mutation | (() => Mutation);
  /** The checks that may warn, in their order. @default none */
  warnings?: readonly string[];
}

/** Each of some values in its turn, again and again: a server need not answer twice in the same style. */
export function inTurn<Value>(values: readonly [Value, ...Value[]]): () => Value {
  let next = 0;
  return () => values[next++ % values.length] ?? values[0];
}
