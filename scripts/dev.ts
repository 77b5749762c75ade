/** `npm run dev`: `npm start` in wireit's watch mode, on any system's shell. */
import { spawn } from 'node:child_process';

const child = spawn('npm', ['run', '--silent', 'start'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, WIREIT_WATCH: 'true' },
});
// Ctrl-C reaches the whole group: wireit stops what it started, and this waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (status) => {
  process.exitCode = status ?? 0;
});
