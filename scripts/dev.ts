/** `npm run dev`: runs `npm start` in wireit's watch mode. Setting the variable here works in every system's shell. */
import { spawn } from 'node:child_process';

const child = spawn('npm', ['run', '--silent', 'start'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, WIREIT_WATCH: 'true' },
});
// Ctrl-C reaches the whole process group. wireit then stops its services, and this process waits for wireit.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (status) => {
  process.exitCode = status ?? 0;
});
