/** Watches the balance and notifies the caller (DECISIONS "Client 5: balance"). */
import { callSafely } from './call-safely.ts';
import type { BalanceEvent, Settings } from './options.ts';

/** Reports the balance of a token. Ignores a value that is not a whole number of credits, 0 or more. */
export type BalanceWatch = (balance: unknown, operation: string, token: unknown) => void;

/** The most tokens with a low balance that a client remembers. With more of them, the fall of the oldest may be reported again. */
const MAX_LOW_TOKENS = 10_000;

/** Creates the watch of one client. It remembers the tokens with a low balance, so that each fall is reported once. */
export function watchBalance({ onBalance, onLowBalance, lowBalance }: Settings): BalanceWatch {
  const lowTokens = new Set<unknown>();
  return (value, operation, token) => {
    const balance = value as number;
    if (!Number.isInteger(balance) || balance < 0) return;
    const low = balance < lowBalance;
    const event: BalanceEvent = { balance, low, operation };
    callSafely(onBalance, event);
    if (low && !lowTokens.has(token)) callSafely(onLowBalance, event);
    lowTokens[low ? 'add' : 'delete'](token);
    if (lowTokens.size > MAX_LOW_TOKENS) lowTokens.delete(lowTokens.values().next().value);
  };
}
