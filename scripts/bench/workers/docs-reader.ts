/** The script that opens an operation in a measured page. It runs in the browser, before the scripts of the page. */

/** The operation to open. */
export interface Goal {
  /** The summary of the operation, which all pages show as its title. */
  operation: string;
  /** The name of the operation's tag. The menu may hide the operation in this group. */
  group: string;
}

/** The CSS selectors of a page. */
export interface Places {
  /** Matches the menu entries of operations and groups. */
  menu: string;
  /** Matches the title of an operation. */
  heading: string;
}

declare global {
  interface Window {
    /**
     * Resolves when the operation is open, to the milliseconds since the start of the navigation; undefined on timeout.
     */
    operationOpen: Promise<number | undefined>;
  }
}

/**
 * Opens an operation as soon as possible. The operation counts as open when, after a click, its title is in the window
 * and its responses are visible. Checks in every frame, and clicks on the operation if the menu shows it, or else on
 * its group. Repeats the click, because a page that is painted but not yet interactive can lose it.
 */
export function openOperation({ operation, group, menu, heading }: Goal & Places): void {
  const repeatMs = 100;
  const timeoutMs = 20_000;

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
      if (now > timeoutMs) {
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
      nextClick = performance.now() + repeatMs;
    }
    requestAnimationFrame(look);
  });
}
