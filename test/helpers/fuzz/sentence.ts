/** Checks that the message for invalid input is one readable sentence. */
import { expect } from 'vitest';

/** The maximum length of a message, with quoted input. */
const MAX_LENGTH = 2000;

/**
 * Runs a function on input that may be invalid.
 *
 * @param kinds the classes of errors that the user can fix
 * @returns the result of the function, or undefined if it threw such an error; the message must be one sentence
 * @throws any other error, which is a bug
 */
export async function resultOrMessage<Value>(
  run: () => Value | Promise<Value>,
  kinds: readonly (new (...args: never[]) => Error)[],
): Promise<Value | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Error && kinds.some((kind) => error instanceof kind))) throw error;
    // A URL at the end has no full stop, so that people can copy it.
    expect(error.message).toMatch(/^[^\n\r\0]*(?:\S[.)]|: https?:\/\/\S+|like https?:\/\/\S+)$/);
    expect(error.message).not.toMatch(/\n\s+at |\[object |undefined/);
    expect(error.message.length).toBeLessThan(MAX_LENGTH);
    return undefined;
  }
}
