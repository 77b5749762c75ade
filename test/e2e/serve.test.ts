/** `npm start` serves docs and sandbox on one port; `npm run dev` also serves changes of the spec without a restart. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, copyOfRepository } from '../helpers/project.ts';

let copy: string;
const started: ChildProcess[] = [];

beforeAll(() => {
  copy = copyOfRepository('serve');
});

afterAll(() => {
  for (const child of started)
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
});

/** Starts an npm script in a new process group, as a terminal does, and collects its output. */
function start(script: string) {
  const child = spawn('npm', ['run', script], {
    cwd: copy,
    detached: true,
    env: { ...process.env, PORT: '0', CI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  let seen = 0;
  let closed = false;
  const events = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      events.emit('change');
    });
  }
  child.on('close', () => {
    closed = true;
    events.emit('change');
  });
  return {
    /** Waits for the next match after the previous match. */
    until: async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const match = pattern.exec(output.slice(seen));
        if (match) {
          seen += match.index + match[0].length;
          return match[1] ?? match[0];
        }
        if (closed) throw new Error(`The output does not match ${pattern}:\n${output}`);
        await once(events, 'change');
      }
    },
    interrupt: async (): Promise<number | null> => {
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      if (child.pid) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}

/** Returns whether a server listens at the URL. */
const listens = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('npm start serves the docs at / and the API at its base path, and prints a curl line', async () => {
  const served = start('start');
  const docs = await served.until(/Docs: +(http:\S+)/);
  const api = await served.until(/Sandbox: +(http:\S+)/);
  await served.until(/Try: +curl .*/);
  expect(new URL(api).pathname).toBe(contract.basePath);
  expect(new URL(api).port).toBe(new URL(docs).port);
  const page = await fetch(docs);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain(contract.title);
  const code = contract.errors[0]?.code ?? '';
  expect((await fetch(new URL(`/${code.toLowerCase()}`, docs))).url).toBe(`${docs}errors/${code}.html`);
  expect((await fetch(`${api}/nothing`)).status).toBe(401);
  await served.interrupt();
  expect(await listens(docs)).toBe(false);
}, 180_000);

test('npm run dev serves a changed spec, and reports an invalid spec once while it serves the last valid one', async () => {
  const file = join(copy, 'spec/openapi.yaml');
  const valid = readFileSync(file, 'utf8');
  const served = start('dev');
  const docs = await served.until(/Docs: +(http:\S+)/);
  await served.until(/Built in/);
  const title = async () => /<title>(.*)<\/title>/.exec(await (await fetch(docs)).text())?.[1];

  // An open page keeps a connection. The server ends the connection, so that the page reloads.
  const events = await fetch(new URL('/dev/events', docs));
  writeFileSync(file, valid.replace(/title: .*/, 'title: The Renamed API'));
  await events.text().catch(() => '');
  await served.until(/Built in/);
  expect(await title()).toContain('The Renamed API');
  expect(await (await fetch(docs)).text()).toContain('/dev/reload.js');

  writeFileSync(file, valid.replace(/title: .*/, 'title: "The Broken API'));
  const finding = await served.until(/([\s\S]*)keeps the last valid state/);
  expect(finding.match(/^spec\/openapi\.yaml:\d+:\d+: /gm)).toHaveLength(1);
  expect(finding).not.toMatch(/failed with status|scripts failed/);
  expect(await title()).toContain('The Renamed API');

  writeFileSync(file, valid.replace(/title: .*/, 'title: The Unchecked API').concat('x-unknown: true\n'));
  await served.until(/Built in/);
  expect(await title()).toContain('The Unchecked API');
  expect(await served.until(/([\s\S]*)refuses the spec/)).toContain('x-unknown');

  writeFileSync(file, valid.replace(/title: .*/, 'title: The Fixed API'));
  await served.until(/Built in/);
  expect(await title()).toContain('The Fixed API');
  await served.interrupt();
  expect(await listens(docs)).toBe(false);
}, 300_000);
