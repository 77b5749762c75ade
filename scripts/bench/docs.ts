/** Compares the load time and size of the docs page to Swagger UI and Scalar with the same bundle. */
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

/** The measured rounds. One round before them fills the disk cache and records the requests to other hosts. */
const ROUNDS = 5;

/**
 * Measures:
 *
 * - First paint: `first-contentful-paint` of the Paint Timing API.
 * - Time to interactive: the time until the first operation is open. A script clicks on it as soon as it appears.
 * - Size: the files that the page loads, in bytes, with and without gzip.
 *
 * Each visit starts with an empty cache and loads from a server on 127.0.0.1, so that the network is not measured. A
 * slow network delays each page in proportion to its size. Requests to other hosts fail and do not count. Our page also
 * contains the error reference. Without Chromium, only the size is measured.
 */
export async function benchDocs(project: Project): Promise<BenchResult[]> {
  const sites = await docsSites(project);
  const chromium = findChromium();
  if (chromium === undefined) {
    console.warn(`SKIPPED: the docs' first paint and time to interactive. ${NO_CHROMIUM}`);
    return [sizeOf(sites)];
  }
  const task: DocsTask = { chromium, rounds: ROUNDS, sites, goal: goalOf(project) };
  return withWorker(project, 'docs', task, ({ version, measured }: DocsMeasured) => {
    const method = `(Chromium ${version}, median, ratio to this page)`;
    const rows = (time: keyof Visit) =>
      rowsOf(
        measured.map(({ name }) => name),
        measured.map(({ visits }) => visits.map((visit) => visit[time])),
        (ms) => `${ms.toFixed(0)} ms`,
      );
    return [
      { title: `First paint of the docs ${method}`, rows: rows('firstPaintMs') },
      {
        title: `Time until a click has opened an operation of the docs ${method}`,
        rows: rows('interactiveMs'),
      },
      sizeOf(
        sites,
        measured.map(({ outside }) => outsideOf(outside)),
      ),
    ];
  });
}

/** Returns the first operation, and the menu group that may hide it. */
function goalOf(project: Project): Goal {
  const { document, operations } = readGeneratedContract(project);
  const [operation] = operations;
  if (!operation) throw new Error('The spec has no operation to open.');
  const { tags } = resolveRef(document, { $ref: operation.pointer }, operation.pointer).node;
  const group = Array.isArray(tags) ? String(tags[0]) : '';
  return { operation: operation.summary, group };
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
  const rows = sizes.map(({ bytes, packed, count }, index) => ({
    name: sites[index]?.name ?? '',
    value: inKB(packed),
    ratio: packed / (sizes[0]?.packed ?? Number.NaN),
    note: [`${inKB(bytes)} uncompressed, ${counted(count, 'file')}`, notes[index]].filter(Boolean).join('; '),
  }));
  return { title: 'Size of all files that the docs load, gzip (ratio to this page)', rows };
}

function outsideOf(outside: readonly string[]): string {
  const hosts = [...new Set(outside.map((address) => new URL(address).host))];
  const count = `${counted(outside.length, 'outside request')}`;
  return hosts.length === 0 ? count : `${count}, blocked and not counted: ${hosts.join(', ')}`;
}

function inKB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
