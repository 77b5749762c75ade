/** What a user gets to read where his input is wrong. */
import { expect } from 'vitest';

/** Longer, and it is no sentence that anybody reads; what it quotes may be long, but not endless. */
const MAX_LENGTH = 2000;

/**
 * Runs something on input that may be wrong.
 *
 * @param kinds the errors that are the user's to mend
 * @returns its value; undefined where it said, in a sentence, what is wrong
 * @throws any other error: that is the fault that is looked for
 */
export async function resultOrSentence<Value>(
  run: () => Value | Promise<Value>,
  kinds: readonly (new (...args: never[]) => Error)[],
): Promise<Value | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Error && kinds.some((kind) => error instanceof kind))) throw error;
    // An address at the end has no full stop: people copy it.
    expect(error.message).toMatch(/^[^\n\r\0]*(?:\S[.)]|: https?:\/\/\S+|like https?:\/\/\S+)$/);
    expect(error.message).not.toMatch(/\n\s+at |\[object |undefined/);
    expect(error.message.length).toBeLessThan(MAX_LENGTH);
    return undefined;
  }
}
