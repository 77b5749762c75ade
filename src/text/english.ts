/** Parts of English sentences. */

/** Returns a number with its noun: `1 fault`, `2 faults`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns items as a list in a sentence, in parts for the caller to join: `a`, `a and b`, `a, b and c`. */
export function listed<Item>(items: readonly Item[], conjunction: 'and' | 'or' = 'and'): (Item | string)[] {
  return items.flatMap((item, at) => {
    if (at === 0) return [item];
    return [at === items.length - 1 ? ` ${conjunction} ` : ', ', item];
  });
}
