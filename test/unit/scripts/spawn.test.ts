/** Running programs: what their callers rely on, and errors that say what to do. */
import { expect, test } from 'vitest';
import { runProcess, startProcess } from '../../../scripts/lib/spawn.ts';

const node = (script: string) => [process.execPath, ['-e', script]] as const;

test('the end of a program: status, both outputs, its input and its environment', async () => {
  const end = await runProcess(
    ...node(`
      process.stdin.on('data', (chunk) => process.stdout.write(chunk + process.env.GREETING));
      process.stdin.on('end', () => { process.stderr.write('bad'); process.exitCode = 3; });`),
    { input: 'in ', env: { GREETING: 'hello' } },
  );
  expect(end).toMatchObject({ status: 3, signal: null, stdout: 'in hello', stderr: 'bad' });
  expect(end.output).toHaveLength('in hellobad'.length);
});

test('a program that does not end in time is killed', async () => {
  const end = await runProcess(...node('setInterval(() => {}, 1000)'), { timeoutMs: 500 });
  expect(end).toMatchObject({ status: null, signal: 'SIGKILL' });
});

test('a program that closes its input early is no error', async () => {
  const end = await runProcess(...node('process.stdin.destroy()'), { input: 'x'.repeat(2 ** 22) });
  expect(end.status).toBe(0);
});

test('a program or a folder that does not exist is a sentence', async () => {
  await expect(runProcess('no-such-program', [])).rejects.toThrow(
    'The program no-such-program was not found. Install it, or add its folder to PATH.',
  );
  await expect(runProcess(process.execPath, [], { cwd: '/no/such/folder' })).rejects.toThrow(
    'cannot start: the folder /no/such/folder does not exist.',
  );
  await expect(startProcess('no-such-program', []).waitFor(/./)).rejects.toThrow('was not found');
});

test('a program that floods its output is stopped', async () => {
  const flood = node(
    "const text = 'x'.repeat(2 ** 20); const go = () => process.stdout.write(text, go); go();",
  );
  await expect(runProcess(...flood)).rejects.toThrow(/wrote more than \d+ characters and was stopped/);
});

test('a server is waited for by whole lines of its output, and stopped', async () => {
  const server = startProcess(
    ...node(`
      process.stderr.write('http://wrong/\\n');
      process.stdout.write('listens on http://127.0.0.1:40');
      setTimeout(() => process.stdout.write('10/\\n'), 200);
      setInterval(() => {}, 1000);`),
  );
  expect(await server.waitFor(/(http:\S+)/)).toBe('http://127.0.0.1:4010/');
  expect(await server.waitFor(/listens/)).toBe('listens');
  expect(await server.stop()).toMatchObject({ status: null, signal: 'SIGTERM' });
});

test('a server that ends first is an error with its output', async () => {
  const server = startProcess(...node("console.error('port in use'); process.exitCode = 1;"));
  await expect(server.waitFor(/http/)).rejects.toThrow(
    /^No output matched \/http\/: .* ended with status 1: port in use$/,
  );
});
