/** WCAG 2.2 AA by axe, in a page of the docs. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A fault that is known, and cannot be mended from outside of Redoc. */
export interface Known {
  rule: string;
  /** What the faulty elements match. */
  selector: string;
  because: string;
}

export interface Fault {
  rule: string;
  /** The beginning of the element's HTML. */
  html: string;
  says: string;
  /** The selector of a known fault that it is. */
  known: string | undefined;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * The faults that axe finds. The page's context has to bypass its policy, which lets no other script run.
 *
 * @param scope a selector of what to look at
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
            says: failureSummary ?? '',
            known: match && `${match.rule} ${match.selector}`,
          };
        }),
      );
    },
    { scope, tags: TAGS, known: [...known] },
  );
}
