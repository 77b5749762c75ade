#!/usr/bin/env node
/** Entry point of the command `social-data-contract`. */
import { EXIT } from './exit.ts';
import { runProgram } from './program.ts';

// The reader of the output may close the pipe early (`| head`). This is not an error, and a server keeps running.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(
    `Cannot write the output (${error.code}). Free some space, or write to another file.\n`,
  );
  process.exit(EXIT.usage);
});
// If stderr is closed, the exit status must not change.
process.stderr.on('error', () => {});

await runProgram(process.argv.slice(2), process);
