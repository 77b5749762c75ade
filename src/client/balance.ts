/** Watches the balance and notifies the caller (DECISIONS "Client 5: balance"). */
import type { BalanceEvent, Settings } from './options.ts';

/** Reports a balance. Ignores a value that is not a whole number of credits, 0 or more. */
export type BalanceWatch = (balance: unknown, operation: string) => void;

/** Creates the watch of one client. It remembers whether the balance was low, so that each fall is reported once. */
export function watchBalance({ onBalance, onLowBalance, lowBalance }: Settings): BalanceWatch {
  let wasLow = false;
  return (value, operation) => {
    const balance = value as number;
    if (!Number.isInteger(balance) || balance < 0) return;
    const low = balance < lowBalance;
    const event: BalanceEvent = { balance, low, operation };
    notify(onBalance, event);
    if (low && !wasLow) notify(onLowBalance, event);
    wasLow = low;
  };
}

/** Calls a user's callback, if there is one. Its errors and rejections are ignored, as documented in the options. */
export function notify<Event>(callback: ((event: Event) => unknown) | undefined, event: Event): void {
  if (callback) (async () => callback(event))().catch(() => {});
}
