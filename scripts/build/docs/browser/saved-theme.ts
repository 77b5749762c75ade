/** The colour scheme that the reader has chosen. A browser may refuse to store it. */

export type Theme = 'light' | 'dark';

const KEY = 'theme';

export function savedTheme(): Theme | undefined {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then holds for this page only.
  }
}
