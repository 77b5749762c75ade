/** Functions that write numbers and lists as parts of English sentences. */

/** Returns a number with its noun: `1 fault`, `2 faults`, `2 patches`. */
export function counted(count: number, noun: string): string {
  const plural = /(?:ch|sh|s|x)$/.test(noun) ? 'es' : 's';
  return `${count} ${noun}${count === 1 ? '' : plural}`;
}

/** Returns the parts of a list in a sentence: `a`, `a and b`, `a, b and c`. The caller joins the parts. */
export function listed<Item>(items: readonly Item[], conjunction: 'and' | 'or' = 'and'): (Item | string)[] {
  return items.flatMap((item, at) => {
    if (at === 0) return [item];
    return [at === items.length - 1 ? ` ${conjunction} ` : ', ', item];
  });
}

/** Returns the first names of a list, and the number of the others: `a, b, and 3 more`. */
export function firstOf(names: readonly string[], most: number): string {
  const others = names.length > most ? `, and ${names.length - most} more` : '';
  return names.slice(0, most).join(', ') + others;
}
