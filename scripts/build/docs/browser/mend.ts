/** What Redoc leaves out for a keyboard or a screen reader: roles, names, and places in the order of Tab. */

import { DIALOG } from './overlays.ts';

/** What a kind of element lacks. */
interface Lack {
  selector: string;
  /** Attributes to set; a function makes a value of the element, or null where it is not to have the attribute. */
  attributes: Record<string, string | ((element: HTMLElement) => string | null)>;
}

const isDark = () => document.documentElement.classList.contains('dark');

const LACKS: readonly Lack[] = [
  { selector: '.menu-content', attributes: { role: 'navigation', 'aria-label': 'Contents' } },
  {
    selector: '[data-component-name="Menu/MenuItem"] > a',
    attributes: {
      'aria-current': (link) => (link.querySelector('[data-active="true"]') ? 'location' : null),
      // A group has what belongs to it beside its link.
      'aria-expanded': (link) => (link.nextElementSibling ? String(isShown(link.nextElementSibling)) : null),
    },
  },
  {
    selector: '[data-testid="search-trigger"]',
    attributes: {
      role: 'button',
      tabindex: '0',
      'aria-keyshortcuts': 'Control+K',
      'aria-haspopup': 'dialog',
    },
  },
  {
    selector: '[data-testid="search-dialog"]',
    attributes: { role: 'dialog', 'aria-modal': 'true', 'aria-label': 'Search' },
  },
  { selector: '[data-testid="search-dialog"] input', attributes: { 'aria-label': 'Search the docs' } },
  {
    selector: '[data-testid="search-dialog"] header button',
    attributes: { 'aria-label': 'Clear the search' },
  },
  {
    selector: '[data-testid="color-mode-switcher"]',
    attributes: { 'aria-label': () => `Switch to ${isDark() ? 'light' : 'dark'} colours` },
  },
  {
    selector: '[data-testid="page-actions"] button',
    attributes: {
      'aria-label': (button) => (button.textContent ? `${button.textContent} the document` : null),
    },
  },
  {
    selector: ':has(> [data-component-name="icons/HorizontalViewIcon/HorizontalViewIcon"])',
    attributes: { role: 'button', tabindex: '0', 'aria-label': 'Samples below the text' },
  },
  {
    selector: ':has(> [data-component-name="icons/VerticalViewIcon/VerticalViewIcon"])',
    attributes: { role: 'button', tabindex: '0', 'aria-label': 'Samples beside the text' },
  },
  {
    selector: DIALOG,
    attributes: { role: 'dialog', 'aria-modal': 'true', 'aria-label': titleOf },
  },
  { selector: `${DIALOG} > button`, attributes: { 'aria-label': 'Close' } },
  {
    // The round buttons at nested fields: a minus where they are open, and how many there are where not.
    selector: '[data-schema-nested-open] > button',
    attributes: {
      'aria-expanded': (button) => button.parentElement?.dataset.schemaNestedOpen ?? null,
      'aria-label': (button) => {
        const name = button.closest('.schema-property-item')?.querySelector('.schema-name')?.textContent;
        return `${button.textContent?.replace(/^\W/, '') || 'Fields'} of ${name}`;
      },
    },
  },
  {
    // What scrolls sideways has to scroll by keyboard, too.
    selector: '.md-table-wrapper, #redoc pre',
    attributes: {
      tabindex: (element) => (element.scrollWidth > element.clientWidth ? '0' : null),
    },
  },
];

function isShown(element: Element): boolean {
  return element.getClientRects().length > 0 && element.getBoundingClientRect().height > 0;
}

function titleOf(dialog: HTMLElement): string {
  return dialog.querySelector('[data-component-name="Typography/Typography"]')?.textContent ?? 'Details';
}

/** Sets what is lacking. An attribute that is as it should be is left, or this would call for itself again. */
export function mend(): void {
  for (const { selector, attributes } of LACKS) {
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      for (const [name, value] of Object.entries(attributes)) {
        const text = typeof value === 'string' ? value : value(element);
        if (element.getAttribute(name) === text) continue;
        if (text === null) element.removeAttribute(name);
        else element.setAttribute(name, text);
      }
    }
  }
}

/** What is a button by its role alone does by key what it does by mouse. */
export function enableButtons(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (key !== 'Enter' && key !== ' ') return;
    if (!(target instanceof HTMLElement) || !target.matches('div[role="button"]')) return;
    event.preventDefault();
    target.click();
  });
}
