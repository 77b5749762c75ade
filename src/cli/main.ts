#!/usr/bin/env node
/** Entry point of the command `social-data-contract`. */
import { runProgram } from './program.ts';

// The reader of the output may close the pipe early (`| head`). This is not an error, and a server keeps running.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// If stderr is closed, the exit status must not change.
process.stderr.on('error', () => {});

await runProgram(process.argv.slice(2), process);
