/** The servers in this folder: how to start them, their faults, and the case and checks that must report each fault. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import type { Toolchain } from './start.ts';

/** A common mistake on this platform. */
export interface Fault {
  /** The switch that turns it on. */
  name: string;
  /** The case that must fail: its id without the operation id. */
  case: string;
  /** The operation whose case must fail. @default every operation */
  operation?: string;
  /** The checks of all faults that a complete run reports. */
  checks: readonly string[];
  /** The level of the violated requirement; SHOULD leads to a warning. @default 'MUST' */
  level?: 'SHOULD';
}

export interface Platform {
  name: string;
  /** The required toolchain, if the packages of this repository are not enough. */
  toolchain?: Toolchain;
  program: string;
  args: () => readonly string[];
  /** Switches with which the server behaves differently but correctly. */
  styles: readonly string[];
  faults: readonly Fault[];
}

const FOLDER = join(ROOT, 'test/e2e/targets');
const byHashtag = 'listPostsByHashtag';

const express: Platform = {
  name: 'Express',
  program: process.execPath,
  args: () => ['--import', 'tsx', join(FOLDER, 'express/server.ts')],
  styles: ['pretty'],
  faults: [
    { name: 'default-404', case: 'NOT_FOUND', checks: ['media-type'] },
    { name: 'default-error-handler', case: 'INTERNAL_ERROR', checks: ['media-type'] },
    { name: 'stack-in-response', case: 'INTERNAL_ERROR', checks: ['leak'] },
    { name: 'uri-error-as-500', case: 'routing/percent-encoding', checks: ['server-fault'] },
    { name: 'json-by-send', case: 'MISSING_API_TOKEN', checks: ['media-type'] },
    { name: 'always-200', case: 'ACCOUNT_INACTIVE', checks: ['status'] },
    { name: 'parse-int-limit', case: 'limit/trailing', checks: ['success'] },
    { name: 'lower-case-platform', case: 'platform/capital-tiktok', checks: ['success'] },
    { name: 'balance-as-text', case: 'success', checks: ['schema'] },
    {
      name: 'hashtags-without-x-api-token',
      case: 'success/X-API-Token',
      operation: byHashtag,
      checks: ['success', 'code'],
    },
    { name: 'retry-after-as-timestamp', case: 'RATE_LIMIT_EXCEEDED', checks: ['header-retry-after'] },
    { name: 'charged-first', case: 'charging/INVALID_PLATFORM', checks: ['charge'], level: 'SHOULD' },
  ],
};

const hono: Platform = {
  name: 'Hono',
  program: process.execPath,
  args: () => ['--import', 'tsx', join(FOLDER, 'hono/server.ts')],
  styles: ['busy'],
  faults: [
    { name: 'default-not-found', case: 'NOT_FOUND', checks: ['media-type'] },
    { name: 'default-on-error', case: 'INTERNAL_ERROR', checks: ['media-type'] },
    { name: 'plain-http-exception', case: 'MISSING_API_TOKEN', checks: ['media-type'] },
    { name: 'body-without-type', case: 'NOT_FOUND', checks: ['media-type'] },
    { name: 'number-limit', case: 'limit/exponent', checks: ['success'] },
    { name: 'platform-by-in', case: 'platform/constructor', checks: ['success'] },
    { name: 'capital-bearer-only', case: 'authentication/scheme-bearer', checks: ['success'] },
    {
      name: 'anonymous-hashtags',
      case: 'MISSING_API_TOKEN',
      operation: byHashtag,
      checks: ['success'],
    },
    { name: 'error-without-available', case: 'INSUFFICIENT_BALANCE', checks: ['fields'] },
    { name: 'sum-with-undefined', case: 'success', checks: ['schema'] },
    { name: 'utc-string-dates', case: 'success', checks: ['schema'] },
    { name: 'second-page-unbounded', case: 'success/pages', checks: ['limit'] },
  ],
};

const python: Platform = {
  name: "Python's http.server",
  toolchain: {
    program: 'python3',
    versionArgs: ['--version'],
    version: /^Python (\d+)\.(\d+)/,
    oldest: [3, 8],
  },
  program: 'python3',
  args: () => [join(FOLDER, 'python/server.py')],
  styles: ['single-threaded', 'http-1.0', 'closes-silently'],
  faults: [
    { name: 'send-error-404', case: 'NOT_FOUND', checks: ['media-type'] },
    { name: 'get-only', case: 'routing/options', checks: ['server-fault', 'media-type'] },
    { name: 'uncaught', case: 'INTERNAL_ERROR', checks: ['answer'] },
    { name: 'traceback-in-message', case: 'INTERNAL_ERROR', checks: ['leak'] },
    { name: 'platform-by-substring', case: 'platform/shorter-tiktok', checks: ['success'] },
    { name: 'int-limit', case: 'limit/underscore', checks: ['success'] },
    { name: 'dollar-limit', case: 'limit/newline', checks: ['success'] },
    { name: 'blank-limit-dropped', case: 'limit/empty', checks: ['success'] },
    { name: 'nan', case: 'success', checks: ['json'] },
    { name: 'naive-datetime', case: 'success', checks: ['schema'] },
    { name: 'latin-1', case: 'success', checks: ['encoding'] },
    { name: 'length-in-characters', case: 'success', checks: ['answer'] },
  ],
};

const java: Platform = {
  name: "Java's jdk.httpserver",
  toolchain: {
    program: 'java',
    versionArgs: ['-version'],
    version: /version "(\d+)(?:\.(\d+))?/,
    oldest: [17, 0],
  },
  program: 'java',
  args: () => [join(FOLDER, 'java/Server.java'), catalogueForJava()],
  styles: ['chunked', 'decimal-balance', 'one-thread'],
  faults: [
    { name: 'no-root-context', case: 'routing/shallow', checks: ['media-type'] },
    { name: 'context-without-slash', case: 'routing/beside-longer', checks: ['success'] },
    { name: 'uncaught', case: 'INTERNAL_ERROR', checks: ['answer'] },
    { name: 'exception-in-message', case: 'INTERNAL_ERROR', checks: ['leak'] },
    { name: 'no-content-type', case: 'NOT_FOUND', checks: ['media-type'] },
    { name: 'length-in-characters', case: 'success', checks: ['answer'] },
    { name: 'parse-int-limit', case: 'limit/plus', checks: ['success'] },
    { name: 'grouped-number', case: 'success', checks: ['json'] },
    { name: 'fraction-of-balance', case: 'success', checks: ['schema'] },
    { name: 'retry-after-in-milliseconds', case: 'RATE_LIMIT_EXCEEDED', checks: ['header-retry-after'] },
  ],
};

/** Writes the errors to a file with one line each, because the JDK has no JSON parser. */
function catalogueForJava(): string {
  const file = join(temporaryFolder('targets'), 'catalogue.tsv');
  const lines = contract.errors.map(({ code, status, example }) =>
    [code, status, JSON.stringify(example)].join('\t'),
  );
  writeFileSync(file, lines.join('\n'));
  return file;
}

export const PLATFORMS: readonly Platform[] = [express, hono, python, java];
