/** How soon the docs can be read and used, and what they weigh, beside Swagger UI and Scalar on the same bundle. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { resolveRef } from '../../src/contract/json-pointer.ts';
import { counted } from '../../src/text/english.ts';
import { findChromium, NO_CHROMIUM } from '../lib/chromium.ts';
import type { Project } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { docsSites } from './docs-contenders.ts';
import { type BenchResult, rowsOf } from './measure.ts';
import type { DocsMeasured, DocsSite, DocsTask, Visit } from './workers/docs.ts';
import type { Goal } from './workers/docs-reader.ts';
import { withWorker } from './workers.ts';

/** Those that count. One before them fills the disk's cache, and counts what is asked of the outside. */
const ROUNDS = 5;

/**
 * - First paint: `first-contentful-paint` of the Paint Timing API.
 * - Time to interactive: until the first operation is open, by a reader who clicks on it as soon as it is there.
 * - Weight: every file that the page loads, in bytes and through gzip.
 *
 * The browser starts each visit with an empty cache and asks a server on 127.0.0.1, so that no network is measured; a
 * slow one adds to each page by its weight. What the page asks of other hosts fails, and does not weigh. This page has
 * the error reference beside the bundle. Without Chromium the weight is what is left.
 */
export async function benchDocs(project: Project): Promise<BenchResult[]> {
  const sites = await docsSites(project);
  const chromium = findChromium();
  if (chromium === undefined) {
    console.warn(`SKIPPED: the docs' first paint and time to interactive. ${NO_CHROMIUM}`);
    return [weightOf(sites)];
  }
  const task: DocsTask = { chromium, rounds: ROUNDS, sites, goal: goalOf(project) };
  return withWorker(project, 'docs', task, ({ version, measured }: DocsMeasured) => {
    const how = `(Chromium ${version}, median, ratio to this page)`;
    const rows = (time: keyof Visit) =>
      rowsOf(
        measured.map(({ name }) => name),
        measured.map(({ visits }) => visits.map((visit) => visit[time])),
        (ms) => `${ms.toFixed(0)} ms`,
      );
    return [
      { title: `First paint of the docs ${how}`, rows: rows('firstPaintMs') },
      {
        title: `Time to interactive of the docs, until an operation is clicked open ${how}`,
        rows: rows('interactiveMs'),
      },
      weightOf(
        sites,
        measured.map(({ outside }) => outsideOf(outside)),
      ),
    ];
  });
}

/** The first operation, and the menu's group that may hide it. */
function goalOf(project: Project): Goal {
  const { document, operations } = readGeneratedContract(project);
  const [operation] = operations;
  if (!operation) throw new Error('The spec has no operation to open.');
  const { tags } = resolveRef(document, { $ref: operation.pointer }, operation.pointer).node;
  const group = Array.isArray(tags) ? String(tags[0]) : '';
  return { operation: operation.summary, group };
}

/** @param notes what is said of each, further */
function weightOf(sites: readonly DocsSite[], notes: readonly string[] = []): BenchResult {
  const weights = sites.map(({ files }) => {
    const contents = Object.values(files).map((file) => readFileSync(file));
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
    return {
      bytes: sum(contents.map(({ length }) => length)),
      packed: sum(contents.map((content) => gzipSync(content).length)),
      count: contents.length,
    };
  });
  const rows = weights.map(({ bytes, packed, count }, index) => ({
    name: sites[index]?.name ?? '',
    value: inKB(packed),
    ratio: packed / (weights[0]?.packed ?? Number.NaN),
    note: [`${inKB(bytes)} unpacked, ${counted(count, 'file')}`, notes[index]].filter(Boolean).join('; '),
  }));
  return { title: 'Weight of all that the docs load, gzip (ratio to this page)', rows };
}

function outsideOf(outside: readonly string[]): string {
  const hosts = [...new Set(outside.map((address) => new URL(address).host))];
  const count = `${counted(outside.length, 'outside request')}`;
  return hosts.length === 0 ? count : `${count}, blocked and not weighed: ${hosts.join(', ')}`;
}

function inKB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
