/** Visits docs in Chromium. They take turns, each visit with an empty cache. */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../lib/chromium.ts';
import { type Goal, type Places, readInAHurry } from './docs-reader.ts';
import { type Files, serveFiles } from './file-server.ts';
import { answer } from './reply.ts';

/** Docs to visit. */
export interface DocsSite extends Places {
  name: string;
  /** All that they load, index.html among it. */
  files: Files;
}

/** What to visit, and how often. */
export interface DocsTask {
  /** The path of the program. */
  chromium: string;
  /** Those that count. */
  rounds: number;
  sites: readonly DocsSite[];
  goal: Goal;
}

export interface DocsMeasured {
  /** Chromium's. */
  version: string;
  measured: DocsVisited[];
}

/** What came of the visits to one site. */
export interface DocsVisited {
  name: string;
  visits: Visit[];
  /** The addresses that it asked other hosts for, each once. */
  outside: string[];
}

/** Times since the navigation began. */
export interface Visit {
  firstPaintMs: number;
  interactiveMs: number;
}

/** No name has an address, and no address but this machine's is one. */
const NO_OUTSIDE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
const WINDOW = { width: 1280, height: 900 };
/** How long the visits that do not count stay, for what a page asks for late. */
const STAY_MS = 1000;

answer(async ({ chromium, rounds, sites, goal }: DocsTask): Promise<DocsMeasured> => {
  const browser = await launchChromium(chromium, [NO_OUTSIDE]);
  try {
    const servers = await Promise.all(sites.map(({ files }) => serveFiles(files)));
    const measured = sites.map(({ name }): DocsVisited => ({ name, visits: [], outside: [] }));
    for (let round = 0; round <= rounds; round++) {
      for (const [index, site] of sites.entries()) {
        const [origin = '', of] = [servers[index], measured[index]];
        const { visit, asked } = await visitSite(browser, origin, site, goal, round === 0 ? STAY_MS : 0);
        if (round > 0) of?.visits.push(visit);
        else of?.outside.push(...checkAsked(asked, origin, site));
      }
    }
    return { version: browser.version(), measured };
  } finally {
    await browser.close();
  }
});

/** @throws {Error} where a page paints nothing, or never opens the operation: no time would be its time */
async function visitSite(
  browser: Browser,
  origin: string,
  { name, menu, heading }: DocsSite,
  goal: Goal,
  stayMs: number,
): Promise<{ visit: Visit; asked: Set<string> }> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const asked = new Set<string>();
    const faults: string[] = [];
    context.on('request', (request) => asked.add(request.url()));
    context.on('weberror', (fault) => faults.push(String(fault.error())));
    await context.addInitScript(readInAHurry, { ...goal, menu, heading });
    const page = await context.newPage();
    page.on('websocket', (socket) => asked.add(socket.url()));
    await page.goto(`${origin}/index.html`, { waitUntil: 'commit' });
    const interactiveMs = await page.evaluate(() => window.operationOpen);
    const firstPaintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const said = faults.length > 0 ? ` It says: ${faults.join('; ')}` : '';
    if (firstPaintMs === undefined) throw new Error(`${name} paints nothing.${said}`);
    if (interactiveMs === undefined) throw new Error(`${name} never opens "${goal.operation}".${said}`);
    await page.waitForTimeout(stayMs);
    return { visit: { firstPaintMs, interactiveMs }, asked };
  } finally {
    await context.close();
  }
}

/**
 * What a page asked other hosts for.
 *
 * @throws {Error} where its own files are not those that are weighed
 */
function checkAsked(asked: ReadonlySet<string>, origin: string, { name, files }: DocsSite): string[] {
  const addresses = [...asked].filter((address) => /^(https?|wss?):/.test(address));
  const own = addresses
    .filter((address) => address.startsWith(`${origin}/`))
    .map((address) => new URL(address).pathname.slice(1));
  const wrong = [
    ...own.filter((file) => !Object.hasOwn(files, file)).map((file) => `loads ${file}, which is not weighed`),
    ...Object.keys(files)
      .filter((file) => !own.includes(file))
      .map((file) => `does not load ${file}`),
  ];
  if (wrong.length > 0) throw new Error(`${name} ${wrong.join(', and ')}.`);
  return addresses.filter((address) => !address.startsWith(`${origin}/`));
}
