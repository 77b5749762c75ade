/** Watching the balance (DECISIONS "Client 5: balance"). */
import type { BalanceEvent, Settings } from './options.ts';

/** Takes note of a balance, where the value is one: whole credits, 0 or more. */
export type BalanceWatch = (balance: unknown, operation: string) => void;

/** Makes the watch of one client: it remembers whether the balance was low, so that each fall is told once. */
export function watchBalance({ onBalance, onLowBalance, lowBalance }: Settings): BalanceWatch {
  let wasLow = false;
  return (value, operation) => {
    const balance = value as number;
    if (!Number.isInteger(balance) || balance < 0) return;
    const low = balance < lowBalance;
    const event: BalanceEvent = { balance, low, operation };
    tell(onBalance, event);
    if (low && !wasLow) tell(onLowBalance, event);
    wasLow = low;
  };
}

/** Tells a callback of the caller's. What it throws, at once or later, is its own affair and ends no call. */
export async function tell<Event>(callback: (event: Event) => unknown, event: Event): Promise<void> {
  try {
    await callback(event);
  } catch {
    // Ignored, as the options say.
  }
}
