/**
 * What lies over the page (the search, a dialog, the menu of a narrow window) keeps the focus while it is open, closes by
 * Escape, and gives the focus back.
 */
import { say } from './say.ts';

interface Overlay {
  /** Its parts, in the order of Tab; none while it is closed. */
  parts: () => Element[];
  /** The button that closes it, where Redoc does not do so by Escape. */
  close?: () => HTMLElement | null | undefined;
}

export const DIALOG = 'body > div > div[tabindex]:has(> button:first-child)';
const SEARCH = '[data-testid="search-dialog"]';
const MENU_BUTTON = '[data-testid="floating-button"][aria-expanded="true"]';

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

const OVERLAYS: readonly Overlay[] = [
  { parts: () => all(SEARCH) },
  { parts: () => all(DIALOG), close: () => document.querySelector<HTMLElement>(`${DIALOG} > button`) },
  {
    parts: () => (all(MENU_BUTTON).some(isShown) ? all(`.menu-content, ${MENU_BUTTON}`) : []),
    close: () => document.querySelector<HTMLElement>(MENU_BUTTON),
  },
];

let before: Element | null = null;
let open: Overlay | undefined;

export function keepFocusInside(): void {
  document.addEventListener('focusin', ({ target }) => {
    // An overlay that has just come may take the focus before it is seen below.
    if (!shown() && target instanceof Element) before = target;
  });
  document.addEventListener('keydown', (event) => {
    const overlay = shown();
    if (!overlay) return;
    if (event.key === 'Tab') cycle(event, overlay.parts());
    if (event.key === 'Escape') overlay.close?.()?.click();
  });
}

/** Sees what was opened or closed; to be called after each change of the page. */
export function watchOverlays(): void {
  const now = shown();
  const opened = now !== undefined && now !== open;
  const closed = now === undefined && open !== undefined;
  // Before the focus moves: what had it until now is to have it again.
  open = now;
  if (opened && !hasFocusInside(now)) stopsOf(now.parts())[0]?.focus();
  if (closed && !isShown(document.activeElement) && before instanceof HTMLElement) before.focus();
  const search = document.querySelector(SEARCH);
  if (search) sayFound(search);
}

function shown(): Overlay | undefined {
  return OVERLAYS.find(({ parts }) => parts().length > 0);
}

/** Whether something inside it has the focus: a dialog's frame and the button that opened a menu are not inside. */
function hasFocusInside({ parts }: Overlay): boolean {
  const { activeElement } = document;
  return parts().some((part) => part !== activeElement && part.contains(activeElement));
}

function cycle(event: KeyboardEvent, parts: readonly Element[]): void {
  const stops = stopsOf(parts);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? 0 : (at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
  event.preventDefault();
  stops[next]?.focus();
}

function stopsOf(parts: readonly Element[]): HTMLElement[] {
  return parts
    .flatMap((part) => [part, ...part.querySelectorAll('*')])
    .filter((element): element is HTMLElement => element instanceof HTMLElement && isShown(element))
    .filter((element) => element.tabIndex >= 0 && element.matches('input, a[href], button, [role="button"]'));
}

function isShown(element: Element | null): boolean {
  return (
    element !== null && element !== document.body && element.checkVisibility({ visibilityProperty: true })
  );
}

function sayFound(search: Element): void {
  const message = search.querySelector('[data-testid="search-message"]');
  const { length } = search.querySelectorAll('[data-component-name="Search/SearchItem"]');
  say(message?.textContent ?? `${length} ${length === 1 ? 'result' : 'results'}`);
}
