/** Visits the docs sites in Chromium in turn, each time with an empty cache. */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../lib/chromium.ts';
import { type Goal, openOperation, type Places } from './docs-reader.ts';
import { type Files, serveFiles } from './file-server.ts';
import { runTask } from './reply.ts';

/** A docs site. */
export interface DocsSite extends Places {
  name: string;
  /** All files that the site loads, including index.html. */
  files: Files;
}

/** The sites to visit, and the number of visits. */
export interface DocsTask {
  /** The path of Chromium. */
  chromium: string;
  /** The number of measured rounds. */
  rounds: number;
  sites: readonly DocsSite[];
  goal: Goal;
}

export interface DocsMeasured {
  /** The version of Chromium. */
  version: string;
  measured: DocsVisited[];
}

/** The results of the visits to one site. */
export interface DocsVisited {
  name: string;
  visits: Visit[];
  /** The distinct URLs of other hosts that the site requested. */
  outside: string[];
}

/** Times since the start of the navigation. */
export interface Visit {
  firstPaintMs: number;
  interactiveMs: number;
}

/** Blocks every host except 127.0.0.1. */
const NO_OUTSIDE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
const WINDOW = { width: 1280, height: 900 };
/** The additional time of the first visit, which is not measured, for late requests of the page. */
const STAY_MS = 1000;

runTask(async ({ chromium, rounds, sites, goal }: DocsTask): Promise<DocsMeasured> => {
  const browser = await launchChromium(chromium, [NO_OUTSIDE]);
  try {
    const servers = await Promise.all(sites.map(({ files }) => serveFiles(files)));
    const measured = sites.map(({ name }): DocsVisited => ({ name, visits: [], outside: [] }));
    for (let round = 0; round <= rounds; round++) {
      for (const [index, site] of sites.entries()) {
        const [origin = '', result] = [servers[index], measured[index]];
        const { visit, requests } = await visitSite(browser, origin, site, goal, round === 0 ? STAY_MS : 0);
        if (round > 0) result?.visits.push(visit);
        else result?.outside.push(...outsideRequests(requests, origin, site));
      }
    }
    return { version: browser.version(), measured };
  } finally {
    await browser.close();
  }
});

/** @throws {Error} if a page paints nothing, or does not open the operation */
async function visitSite(
  browser: Browser,
  origin: string,
  { name, menu, heading }: DocsSite,
  goal: Goal,
  stayMs: number,
): Promise<{ visit: Visit; requests: Set<string> }> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const requests = new Set<string>();
    const faults: string[] = [];
    context.on('request', (request) => requests.add(request.url()));
    context.on('weberror', (fault) => faults.push(String(fault.error())));
    await context.addInitScript(openOperation, { ...goal, menu, heading });
    const page = await context.newPage();
    page.on('websocket', (socket) => requests.add(socket.url()));
    await page.goto(`${origin}/index.html`, { waitUntil: 'commit' });
    const interactiveMs = await page.evaluate(() => window.operationOpen);
    const firstPaintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const errors = faults.length > 0 ? ` Errors of the page: ${faults.join('; ')}` : '';
    if (firstPaintMs === undefined) throw new Error(`${name} paints nothing.${errors}`);
    if (interactiveMs === undefined) throw new Error(`${name} does not open "${goal.operation}".${errors}`);
    await page.waitForTimeout(stayMs);
    return { visit: { firstPaintMs, interactiveMs }, requests };
  } finally {
    await context.close();
  }
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
