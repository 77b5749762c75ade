/** Checks a page of the docs for WCAG 2.2 AA with axe. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A known fault that only a change in Redoc can fix. */
export interface Known {
  rule: string;
  /** A selector that matches the faulty elements. */
  selector: string;
  because: string;
}

export interface Fault {
  rule: string;
  /** The beginning of the element's HTML. */
  html: string;
  summary: string;
  /** The rule and selector of the matching known fault; undefined if the fault is new. */
  known: string | undefined;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Returns the faults that axe finds. The browser context must bypass the page's Content-Security-Policy, because the
 * policy blocks the script of axe.
 *
 * @param scope a selector of the part of the page to check
 */
export async function faultsIn(page: Page, scope = 'html', known: readonly Known[] = []): Promise<Fault[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe.source};0`);
  return page.evaluate(
    async ({ scope, tags, known }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(scope, {
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values: tags },
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, target, failureSummary }) => {
          const element = document.querySelector(String(target));
          const match = known.find(({ rule, selector }) => rule === id && element?.matches(selector));
          return {
            rule: id,
            html: html.slice(0, 200),
            summary: failureSummary ?? '',
            known: match && `${match.rule} ${match.selector}`,
          };
        }),
      );
    },
    { scope, tags: TAGS, known: [...known] },
  );
}
