/** Starts PHP's own web server for each set of switches. It serves one program, so that each server is a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readSwitches } from '../switches.ts';

for (const switches of readSwitches(['defaults'])) {
  const server = spawn('php', ['-S', '127.0.0.1:0', join(import.meta.dirname, 'server.php')], {
    env: { ...process.env, DEFAULTS: switches.has('defaults') ? '1' : '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.on('SIGTERM', () => server.kill());
  const log = createInterface({ input: server.stderr });
  const [line] = (await once(log, 'line')) as [string];
  // The log is read on, because a full pipe would stop the server.
  console.log(`${/http:[^)]+/.exec(line)?.[0]}/api/v1`);
}
process.on('SIGTERM', () => process.exit());
