#!/usr/bin/env node
/** The process of the command `social-data-contract`. */
import { runProgram } from './program.ts';

// A reader of the output may close it early (`| head`): that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
// A message that nobody reads must not change the exit status.
process.stderr.on('error', () => {});

await runProgram(process.argv.slice(2), process);
