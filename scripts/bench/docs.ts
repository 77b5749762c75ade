/** Compares the first paint and the size of our pages to Redoc, Swagger UI and Scalar with the same bundle. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { counted } from '../../src/text/english.ts';
import { findChromium, NO_CHROMIUM } from '../lib/chromium.ts';
import type { Project } from '../lib/project.ts';
import { docsSites } from './docs-contenders.ts';
import { type BenchResult, rowsOf } from './measure.ts';
import type { DocsMeasured, DocsSite, DocsTask } from './workers/docs.ts';
import { withWorker } from './workers.ts';

/** The measured rounds. One round before them fills the disk cache and records the requests to other hosts. */
const ROUNDS = 9;

/** The largest page of a code with its style and scripts, in bytes, gzip. */
const MAX_BYTES = 40_000;

/**
 * Measures:
 *
 * - First paint: `first-contentful-paint` of the Paint Timing API, which a title or a spinner already causes.
 * - Content: `largest-contentful-paint`, the last largest text or picture within one second after the page has loaded.
 * - Size: the files that the page loads, in bytes, with and without gzip.
 *
 * The browser is idle before each visit. A visit has a new process and an empty cache. It loads from a server on
 * 127.0.0.1, so that the network is not measured: a slow network delays each page in proportion to its size. A page with
 * one word has the time that Chromium needs for any navigation; no page can be faster. Requests to other hosts fail and
 * do not count. Without Chromium, only the size is measured.
 *
 * @throws {Error} if the page of a code is too large, or one of our pages has a request to another host
 */
export async function benchDocs(project: Project): Promise<BenchResult[]> {
  const sites = await docsSites(project);
  const chromium = findChromium();
  if (chromium === undefined) {
    console.warn(`SKIPPED: the docs' first paint. ${NO_CHROMIUM}`);
    return [sizeOf(sites)];
  }
  const task: DocsTask = { chromium, rounds: ROUNDS, sites };
  return withWorker(project, 'docs', task, ({ version, measured }: DocsMeasured) => {
    const outside = measured.slice(0, 2).flatMap((site) => site.outside);
    if (outside.length > 0) throw new Error(`The docs request ${outside.join(', ')}.`);
    const timesOf = (event: string, times: number[][]): BenchResult => ({
      title: `${event} (Chromium ${version}, server on the same machine, median, ratio to the page of a code)`,
      rows: rowsOf(
        measured.map(({ name }) => name),
        times,
        (ms) => `${ms.toFixed(0)} ms`,
      ),
    });
    return [
      timesOf(
        'First paint of the docs',
        measured.map(({ firstPaintsMs }) => firstPaintsMs),
      ),
      timesOf(
        'Paint of the main content of the docs',
        measured.map(({ contentPaintsMs }) => contentPaintsMs),
      ),
      sizeOf(
        sites,
        measured.map(({ outside }) => outsideOf(outside)),
      ),
    ];
  });
}

/** @param notes an additional note for each site */
function sizeOf(sites: readonly DocsSite[], notes: readonly string[] = []): BenchResult {
  const sizes = sites.map(({ files }) => {
    const contents = Object.values(files).map((file) => readFileSync(file));
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
    return {
      bytes: sum(contents.map(({ length }) => length)),
      packed: sum(contents.map((content) => gzipSync(content).length)),
      count: contents.length,
    };
  });
  const own = sizes[0]?.packed ?? Number.NaN;
  if (own > MAX_BYTES) throw new Error(`The page of a code has ${inKB(own)}, more than ${inKB(MAX_BYTES)}.`);
  const rows = sizes.map(({ bytes, packed, count }, index) => ({
    name: sites[index]?.name ?? '',
    value: inKB(packed),
    ratio: packed / own,
    note: [`${inKB(bytes)} uncompressed, ${counted(count, 'file')}`, notes[index]].filter(Boolean).join('; '),
  }));
  return { title: 'Size of all files that the docs load, gzip (ratio to the page of a code)', rows };
}

function outsideOf(outside: readonly string[]): string {
  const hosts = [...new Set(outside.map((address) => new URL(address).host))];
  const count = `${counted(outside.length, 'outside request')}`;
  return hosts.length === 0 ? count : `${count}, blocked and not counted: ${hosts.join(', ')}`;
}

function inKB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
