/** Where a runtime can't but do otherwise than the situations say, and why: data, and no silent skip. */
import type { Expectation } from '../../helpers/client/expect-situation.ts';
import type { Report } from './runner.ts';

export interface Deviation extends Partial<Expectation> {
  runtime: string;
  door: Report['door'];
  /** Of a situation. */
  title: string;
  because: string;
}

/** The Fetch standard, "HTTP fetch": a manual redirect is an opaque-redirect filtered response. Node, Bun and Deno show it. */
const OPAQUE = {
  runtime: 'Chromium',
  because: 'a browser shows nothing of a redirect that is not followed, its status included',
  expect: { success: false, error: { kind: 'protocol', status: 0, excerpt: '' } },
} as const;

const redirects = ['Authorization', 'X-API-Token'].flatMap((header) =>
  [301, 302, 303, 307, 308].map(
    (status) => `a redirect (${status}) to another origin, the token in ${header}`,
  ),
);

export const deviations: Deviation[] = [
  { ...OPAQUE, door: 'real', title: 'an error under a redirect status' },
  { ...OPAQUE, door: 'real', title: 'a redirect' },
  ...redirects.map((title): Deviation => ({ ...OPAQUE, door: 'wire', title })),
  {
    runtime: 'Chromium',
    door: 'wire',
    title: 'half a status line, then a success',
    because: 'it takes `HTTP/1.1 20` for a whole answer, with 20 for a status and no body',
    expect: { success: false, error: { kind: 'protocol', status: 20, excerpt: '' } },
    requests: 1,
    waits: [],
  },
];
