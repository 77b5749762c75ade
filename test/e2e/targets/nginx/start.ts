/**
 * Starts nginx in front of a server for each set of switches. With the switch `defaults`, nginx has a location with a
 * URI in `proxy_pass`. It then changes the path, and responds to all other paths itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServers } from '../start.ts';
import { readSwitches } from '../switches.ts';

const [program = '', ...args] = process.argv.splice(2, process.argv.indexOf('--') - 2);
process.argv.splice(2, 1);
const { urlOf, stop } = await startServers([program, ...args], ['none']);
const { origin, pathname } = new URL(urlOf('none'));

for (const switches of readSwitches(['defaults'])) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const port = await freePort();
  const location = switches.has('defaults')
    ? `location ${pathname}/posts { proxy_pass ${origin}${pathname}/posts; }`
    : `merge_slashes off; location / { proxy_pass ${origin}; }`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;
events {}
http {
  access_log off;
  root ${folder};
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server { listen 127.0.0.1:${port}; ${location} }
}
`,
  );
  const nginx = spawn('nginx', ['-p', folder, '-c', file, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.on('SIGTERM', () => {
    nginx.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  while (!(await accepts(port))) await setTimeout(20);
  console.log(`http://127.0.0.1:${port}${pathname}`);
}
process.on('SIGTERM', async () => {
  await stop();
  process.exit();
});

/** Returns a port that was free a moment ago. nginx cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
