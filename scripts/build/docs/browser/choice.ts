/** The choices of the reader, for all pages: the colour scheme, and the tab of a group. A browser may refuse to store them. */

/** @returns undefined if the reader has not chosen */
export function savedChoice(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function saveChoice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then holds for this page only.
  }
}
