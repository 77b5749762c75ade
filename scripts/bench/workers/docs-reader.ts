/** What is put into a page that is measured: a reader in a hurry. It runs in the browser, before the page's scripts. */

/** What the reader wants to see. */
export interface Goal {
  /** The operation's summary, which all pages have for its title. */
  operation: string;
  /** Where a menu may hide it: the name of its tag. */
  group: string;
}

/** Where the reader looks for it, as CSS selectors. */
export interface Places {
  /** What leads to an operation, or to a group of them. */
  menu: string;
  /** The title of an operation. */
  heading: string;
}

declare global {
  interface Window {
    /** When the operation stood open, in milliseconds since the navigation began; nothing where it never did. */
    operationOpen: Promise<number | undefined>;
  }
}

/**
 * Looks at every frame. The operation is open when its title is in the window and its responses are shown, after a
 * click. Until then the reader clicks: on the operation where the menu has it, else on its group; again after a moment,
 * for a click may be lost on a page that is drawn, but not alive yet.
 */
export function readInAHurry({ operation, group, menu, heading }: Goal & Places): void {
  const againMs = 100;
  const patienceMs = 20_000;

  function named(places: string, name: string): HTMLElement | undefined {
    return [...document.querySelectorAll<HTMLElement>(places)].find(
      (element) => ownTextOf(element) === name && element.getClientRects().length > 0,
    );
  }

  function ownTextOf(element: Element): string {
    return [...element.childNodes]
      .map((node) => (node instanceof Text ? node.data : ''))
      .join('')
      .trim();
  }

  function isInWindow(element: HTMLElement | undefined): boolean {
    const { top } = element?.getBoundingClientRect() ?? { top: -1 };
    return top >= 0 && top < innerHeight;
  }

  window.operationOpen = new Promise((resolve) => {
    let hasClicked = false;
    let nextClick = 0;
    function look(): void {
      const now = performance.now();
      if (hasClicked && isInWindow(named(heading, operation)) && named('h4', 'Responses')) {
        resolve(now);
        return;
      }
      if (now > patienceMs) {
        resolve(undefined);
        return;
      }
      if (now >= nextClick) click();
      requestAnimationFrame(look);
    }
    function click(): void {
      const inMenu = `${menu}, :is(${menu}) *`;
      const entry = named(inMenu, operation);
      const target = entry ?? named(inMenu, group);
      if (!target) return;
      target.scrollIntoView({ block: 'nearest' });
      target.click();
      hasClicked = entry !== undefined;
      nextClick = performance.now() + againMs;
    }
    requestAnimationFrame(look);
  });
}
