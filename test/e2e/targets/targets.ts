/** The servers in this folder: how to start them, their faults, and the case and checks that must report each fault. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import type { Toolchain } from './start.ts';

/** A common mistake on this platform. */
export interface Fault {
  /** The switch that turns it on. */
  name: string;
  /** The cases that must fail: the id without the operation id, for each. */
  case: string | readonly string[];
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
  /** Returns the program that starts the servers, and its arguments before the switches. */
  command: () => readonly [program: string, ...args: string[]];
  /** Switches with which the server behaves differently but correctly. */
  styles: readonly string[];
  faults: readonly Fault[];
}

const FOLDER = join(ROOT, 'test/e2e/targets');
const byUser = 'listPostsByUser';
const byHashtag = 'listPostsByHashtag';

const typescript = (file: string) => [process.execPath, '--import', 'tsx', join(FOLDER, file)] as const;

const express: Platform = {
  name: 'Express',
  command: () => typescript('express/server.ts'),
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
  command: () => typescript('hono/server.ts'),
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
  command: () => ['python3', join(FOLDER, 'python/server.py')],
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
  command: () => ['java', join(FOLDER, 'java/Server.java'), catalogueForJava()],
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

/** Debian's Python, which has the Debian packages. Another Python may come first in PATH. */
const DEBIAN_PYTHON = '/usr/bin/python3';

/** The behaviour of the framework where the server does not change it. */
const defaults = (cases: readonly string[], checks: readonly string[]): Fault => ({
  name: 'defaults',
  case: ['NOT_FOUND', ...cases],
  checks,
});

const koa: Platform = {
  name: 'Koa',
  command: () => typescript('koa/server.ts'),
  styles: [],
  faults: [defaults(['INTERNAL_ERROR', 'limit/plus', 'routing/below'], ['media-type', 'success', 'code'])],
};

const fastify: Platform = {
  name: 'Fastify',
  command: () => typescript('fastify/server.ts'),
  styles: [],
  faults: [defaults(['INTERNAL_ERROR', 'limit/exponent', 'limit/above-maximum'], ['envelope', 'success'])],
};

const flask: Platform = {
  name: 'Flask',
  toolchain: {
    program: DEBIAN_PYTHON,
    versionArgs: ['-c', 'from importlib.metadata import version; print(version("flask"))'],
    version: /^(\d+)\.(\d+)/,
    oldest: [2, 2],
  },
  command: () => [DEBIAN_PYTHON, join(FOLDER, 'flask/server.py')],
  styles: [],
  faults: [defaults(['INTERNAL_ERROR', 'limit/above-maximum', 'limit/newline'], ['media-type', 'success'])],
};

const fastapi: Platform = {
  name: 'FastAPI',
  toolchain: {
    program: DEBIAN_PYTHON,
    versionArgs: ['-c', 'import uvicorn; from importlib.metadata import version; print(version("fastapi"))'],
    version: /^(\d+)\.(\d+)/,
    oldest: [0, 92],
  },
  command: () => [DEBIAN_PYTHON, join(FOLDER, 'fastapi/server.py')],
  styles: [],
  faults: [
    defaults(
      ['INTERNAL_ERROR', 'limit/above-maximum', 'limit/underscore'],
      ['envelope', 'media-type', 'success'],
    ),
  ],
};

const go: Platform = {
  name: "Go's net/http",
  toolchain: { program: 'go', versionArgs: ['version'], version: /go(\d+)\.(\d+)/, oldest: [1, 19] },
  command() {
    // Not `go run`: its server would survive the end of `go run`.
    const program = join(temporaryFolder('targets'), 'server');
    const env = { ...process.env, CGO_ENABLED: '0' };
    execFileSync('go', ['build', '-o', program, join(FOLDER, 'go/server.go')], { env });
    return [program, join(ROOT, 'generated/errors.json')];
  },
  styles: [],
  faults: [
    defaults(
      ['INTERNAL_ERROR', 'limit/plus', 'routing/parent-only', 'routing/below'],
      ['answer', 'media-type', 'redirect', 'success'],
    ),
  ],
};

const nginx: Platform = {
  name: 'nginx before Go',
  toolchain: {
    program: 'sh',
    versionArgs: ['-c', 'go version && nginx -v'],
    version: /nginx\/(\d+)\.(\d+)/,
    oldest: [1, 18],
  },
  command: () => [...typescript('nginx/start.ts'), ...go.command(), '--'],
  styles: [],
  faults: [{ name: 'defaults', case: 'routing/shallow', operation: byUser, checks: ['media-type'] }],
};

const php: Platform = {
  name: "PHP's web server",
  toolchain: { program: 'php', versionArgs: ['--version'], version: /^PHP (\d+)\.(\d+)/, oldest: [8, 1] },
  command: () => typescript('php/start.ts'),
  styles: [],
  faults: [defaults(['INTERNAL_ERROR', 'limit/trailing'], ['media-type', 'success'])],
};

const sinatra: Platform = {
  name: 'Sinatra',
  toolchain: {
    program: 'ruby',
    versionArgs: ['-e', 'require "puma"; require "sinatra/base"; puts Sinatra::VERSION'],
    version: /^(\d+)\.(\d+)/,
    oldest: [3, 0],
  },
  command: () => ['ruby', join(FOLDER, 'sinatra/server.rb')],
  styles: [],
  faults: [defaults(['INTERNAL_ERROR', 'limit/trailing'], ['media-type', 'server-fault', 'success'])],
};

export const PLATFORMS: readonly Platform[] = [
  ...[express, hono, koa, fastify],
  ...[python, flask, fastapi],
  ...[java, go, nginx, php, sinatra],
];
