/** Programs run to their end or as servers, and errors state the cause. */
import { expect, test } from 'vitest';
import { runProcess, startProcess } from '../../../scripts/lib/spawn.ts';

const node = (script: string) => [process.execPath, ['-e', script]] as const;

test('runProcess passes input and environment, and returns the status and both outputs', async () => {
  const end = await runProcess(
    ...node(`
      process.stdin.on('data', (chunk) => process.stdout.write(chunk + process.env.GREETING));
      process.stdin.on('end', () => { process.stderr.write('bad'); process.exitCode = 3; });`),
    { input: 'in ', env: { GREETING: 'hello' } },
  );
  expect(end).toMatchObject({ status: 3, signal: null, stdout: 'in hello', stderr: 'bad' });
  expect(end.output).toHaveLength('in hellobad'.length);
});

test('a program that exceeds its time limit is killed', async () => {
  const end = await runProcess(...node('setInterval(() => {}, 1000)'), { timeoutMs: 500 });
  expect(end).toMatchObject({ status: null, signal: 'SIGKILL' });
});

test('a program may close its input early', async () => {
  const end = await runProcess(...node('process.stdin.destroy()'), { input: 'x'.repeat(2 ** 22) });
  expect(end.status).toBe(0);
});

test('a missing program or folder is reported in one sentence', async () => {
  await expect(runProcess('no-such-program', [])).rejects.toThrow(
    'The program no-such-program was not found. Install it, or add its folder to PATH.',
  );
  await expect(runProcess(process.execPath, [], { cwd: '/no/such/folder' })).rejects.toThrow(
    'cannot start: the folder /no/such/folder does not exist.',
  );
  await expect(startProcess('no-such-program', []).waitFor(/./)).rejects.toThrow('was not found');
});

test('a program that writes too much output is stopped', async () => {
  const flood = node(
    "const text = 'x'.repeat(2 ** 20); const write = () => process.stdout.write(text, write); write();",
  );
  await expect(runProcess(...flood)).rejects.toThrow(/wrote more than \d+ characters and was stopped/);
});

test('waitFor matches whole lines of standard output, and stop ends the server', async () => {
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

test('waitFor rejects with the output if the server ends first', async () => {
  const server = startProcess(...node("console.error('port in use'); process.exitCode = 1;"));
  await expect(server.waitFor(/http/)).rejects.toThrow(
    /^No output matched \/http\/: .* ended with status 1: port in use$/,
  );
});
