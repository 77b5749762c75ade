/**
 * The cases in which a runtime cannot behave as the situation says, with the reason. They are data, not silent skips.
 */
import type { Expectation } from '../../helpers/client/expect-situation.ts';
import type { Report } from './runner.ts';

export interface Deviation extends Partial<Expectation> {
  runtime: string;
  door: Report['door'];
  /** The title of a situation. */
  title: string;
  because: string;
}

/**
 * The Fetch standard, "HTTP fetch": a manual redirect is an opaque-redirect filtered response. Node, Bun and Deno show
 * the redirect.
 */
const OPAQUE = {
  runtime: 'Chromium',
  because: 'a browser hides a redirect that is not followed, including its status',
  expect: { success: false, error: { kind: 'protocol', status: 0, excerpt: '' } },
} as const;

const redirects = ['Authorization', 'X-API-Token'].flatMap((header) =>
  [301, 302, 303, 307, 308].map(
    (status) => `a redirect (${status}) to another origin, the token in ${header}`,
  ),
);

export const deviations: Deviation[] = [
  { ...OPAQUE, door: 'real', title: 'an error with a redirect status' },
  { ...OPAQUE, door: 'real', title: 'a redirect' },
  ...redirects.map((title): Deviation => ({ ...OPAQUE, door: 'wire', title })),
  {
    runtime: 'Chromium',
    door: 'wire',
    title: 'half a status line, then a success',
    because: 'it accepts `HTTP/1.1 20` as a complete response with the status 20 and no body',
    expect: { success: false, error: { kind: 'protocol', status: 20, excerpt: '' } },
    requests: 1,
    waits: [],
  },
];
