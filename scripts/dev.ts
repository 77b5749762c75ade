/**
 * `npm run dev`: serves the docs and the sandbox, rebuilds both after a change of the spec or of a page's source, and
 * reloads the open pages. `tsx watch` restarts this process after a change of its code.
 */
import { type FSWatcher, watch } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createRequestLog } from '../src/cli/request-log.ts';
import { untilInterrupted } from '../src/cli/serve.ts';
import { type Handler, siteHandler } from '../src/cli/site-handler.ts';
import type { Sandbox } from '../src/sandbox/server.ts';
import { bundle } from './build/bundle.ts';
import { operationsPage } from './build/docs/operations-page.ts';
import type { Site } from './build/docs/site.ts';
import { OPERATIONS, readSite, siteFiles, writeSite } from './build/docs.ts';
import { lint } from './build/lint.ts';
import { openProject, printFault } from './lib/project.ts';
import { readGeneratedContract } from './lib/read-contract.ts';
import { announce, portOf, serveDocs } from './lib/serve-docs.ts';

/** The files whose changes cause a rebuild. */
const SOURCES = ['spec', 'docs', 'scripts/build/docs', 'CHANGELOG.md', 'redocly.yaml'];

/** An editor writes a file in several steps. */
const SETTLE_MS = 50;

/** The paths of the script that reloads a page, and of the events that tell it to. */
const RELOAD = { script: '/dev/reload.js', events: '/dev/events' };

/** Reloads the page after the server has restarted, or after the server has named the page. */
const SCRIPT = `let opened = false;
const events = new EventSource(${JSON.stringify(RELOAD.events)});
events.onopen = () => {
  if (opened) location.reload();
  opened = true;
};
events.onmessage = ({ data }) => {
  if (location.pathname.endsWith(data)) location.reload();
};
`;

const project = openProject();
const folder = join(project.generated, 'docs');
const log = createRequestLog(process.stdout);
const listeners = new Set<ServerResponse>();
let sandbox: Sandbox | undefined;

/** The number of builds that have started. */
let builds = 0;

/**
 * Bundles the spec, writes the pages and restarts the server. Lint and the page of Redoc take longer than that; they
 * follow when the change is visible. If the spec cannot be read, the server keeps the last valid state.
 */
async function build(): Promise<void> {
  const started = performance.now();
  builds += 1;
  try {
    await bundle(project);
    const site = await readSite(project);
    writeSite(project, await siteFiles(project, site));
    await restart();
    console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    void complete(site);
  } catch (error) {
    // The findings of lint name the place in the spec.
    printFault((await findingsOf()) ?? error);
    if (sandbox) console.error('The server keeps the last valid state.');
  }
}

/** Checks the spec, then builds the page of Redoc. Stops when another build has started. */
async function complete(site: Site): Promise<void> {
  const own = builds;
  const findings = await findingsOf();
  if (own !== builds) return;
  if (findings !== undefined) {
    printFault(findings);
    console.error('The docs show the change, but `npm run build` refuses the spec.');
    return;
  }
  const page = await operationsPage(project, site).catch(printFault);
  if (page === undefined || own !== builds) return;
  writeSite(project, new Map([[OPERATIONS, page]]));
  for (const listener of listeners) listener.write(`data: ${OPERATIONS}\n\n`);
}

/** Returns the findings of lint as an error, or undefined if there are no findings. */
function findingsOf(): Promise<unknown> {
  return lint(project).then(
    () => undefined,
    (findings: unknown) => findings,
  );
}

/** Restarts the server with the new contract. The open pages notice that their connection has ended, and reload. */
async function restart(): Promise<void> {
  const contract = readGeneratedContract(project);
  const port = sandbox?.port ?? portOf(process.env.PORT);
  const isFirst = sandbox === undefined;
  await sandbox?.close();
  listeners.clear();
  const head = `<script src="${RELOAD.script}"></script>`;
  sandbox = await serveDocs(contract, { port, before: withReload(siteHandler(folder, contract, head)), log });
  if (isFirst) announce(sandbox, contract);
  else console.log(`Docs:    http://127.0.0.1:${sandbox.port}/`);
}

/** Adds the script and the events. */
function withReload(serve: Handler): Handler {
  return (request, response) => {
    if (request.url === RELOAD.script) {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(SCRIPT);
    } else if (request.url === RELOAD.events) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 100\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else {
      return serve(request, response);
    }
    return true;
  };
}

let timer: NodeJS.Timeout | undefined;
let building = build();

/** Starts a build after the current one. Changes within a short time cause one build. */
function rebuild(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    building = building.then(build);
  }, SETTLE_MS);
}

const watchers = SOURCES.map(
  (path): FSWatcher => watch(join(project.root, path), { recursive: true }, rebuild),
);
await building;
await untilInterrupted(process);
for (const watcher of watchers) watcher.close();
await sandbox?.close();
process.exit();
