/** Visits the docs sites in Chromium in turn, each time with an empty cache. */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../lib/chromium.ts';
import { type Files, serveFiles } from './file-server.ts';
import { runTask } from './reply.ts';

/** A page of a docs site. */
export interface DocsSite {
  name: string;
  /** The path of the page. */
  page: string;
  /** All files that the page loads, including the page. */
  files: Files;
}

/** The sites to visit, and the number of visits. */
export interface DocsTask {
  /** The path of Chromium. */
  chromium: string;
  /** The number of measured rounds. */
  rounds: number;
  sites: readonly DocsSite[];
}

export interface DocsMeasured {
  /** The version of Chromium. */
  version: string;
  measured: DocsVisited[];
}

/** The results of the visits to one site. */
export interface DocsVisited {
  name: string;
  /** The times from the start of the navigation to the first paint, in milliseconds. */
  firstPaintsMs: number[];
  /** The times from the start of the navigation until the largest text or picture is painted, in milliseconds. */
  contentPaintsMs: number[];
  /** The distinct URLs of other hosts that the site requested. */
  outside: string[];
}

/** Blocks every host except 127.0.0.1. */
const NO_OUTSIDE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
const WINDOW = { width: 1280, height: 900 };
/**
 * The time between the start of an empty page and the visit, in milliseconds. A reader's browser has already started the page's
 * process and removed the page before it.
 */
const IDLE_MS = 300;
/** The time of a visit after the load event, for content and requests that a script adds, in milliseconds. */
const STAY_MS = 1000;

runTask(async ({ chromium, rounds, sites }: DocsTask): Promise<DocsMeasured> => {
  const browser = await launchChromium(chromium, [NO_OUTSIDE]);
  try {
    const servers = await Promise.all(sites.map(({ files }) => serveFiles(files)));
    const measured = sites.map(
      ({ name }): DocsVisited => ({
        name,
        firstPaintsMs: [],
        contentPaintsMs: [],
        outside: [],
      }),
    );
    for (let round = 0; round <= rounds; round++) {
      for (const [index, site] of sites.entries()) {
        const [origin = '', result] = [servers[index], measured[index]];
        const { firstPaintMs, contentPaintMs, requests } = await visitSite(browser, origin, site);
        if (round === 0) {
          result?.outside.push(...outsideRequests(requests, origin, site));
        } else {
          result?.firstPaintsMs.push(firstPaintMs);
          result?.contentPaintsMs.push(contentPaintMs);
        }
      }
    }
    return { version: browser.version(), measured };
  } finally {
    await browser.close();
  }
});

interface Visit {
  firstPaintMs: number;
  contentPaintMs: number;
  requests: Set<string>;
}

/** @throws {Error} if a page paints nothing */
async function visitSite(browser: Browser, origin: string, { name, page: path }: DocsSite): Promise<Visit> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const requests = new Set<string>();
    context.on('request', (request) => requests.add(request.url()));
    const page = await context.newPage();
    page.on('websocket', (socket) => requests.add(socket.url()));
    await page.waitForTimeout(IDLE_MS);
    await page.goto(`${origin}/${path}`, { waitUntil: 'load' });
    await page.waitForTimeout(STAY_MS);
    const [firstPaintMs, contentPaintMs] = await page.evaluate(paintTimes);
    if (firstPaintMs === undefined || contentPaintMs === undefined)
      throw new Error(`${name} paints nothing.`);
    return { firstPaintMs, contentPaintMs, requests };
  } finally {
    await context.close();
  }
}

/**
 * Returns the times of the first and of the last largest paint. Runs in the page.
 *
 * @see https://www.w3.org/TR/paint-timing/, https://www.w3.org/TR/largest-contentful-paint/
 */
async function paintTimes(): Promise<(number | undefined)[]> {
  const largest = await new Promise<number | undefined>((resolve) => {
    const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime));
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(resolve, 1000);
  });
  return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, largest];
}

/**
 * Returns the requests of a page to other hosts.
 *
 * @throws {Error} if the page does not load exactly the files whose size is measured
 */
function outsideRequests(requests: ReadonlySet<string>, origin: string, { name, files }: DocsSite): string[] {
  const addresses = [...requests].filter((address) => /^(https?|wss?):/.test(address));
  const own = addresses
    .filter((address) => address.startsWith(`${origin}/`))
    .map((address) => new URL(address).pathname.slice(1));
  const wrong = [
    ...own
      .filter((file) => !Object.hasOwn(files, file))
      .map((file) => `loads ${file}, whose size is not measured`),
    ...Object.keys(files)
      .filter((file) => !own.includes(file))
      .map((file) => `does not load ${file}`),
  ];
  if (wrong.length > 0) throw new Error(`${name} ${wrong.join(', and ')}.`);
  return addresses.filter((address) => !address.startsWith(`${origin}/`));
}
