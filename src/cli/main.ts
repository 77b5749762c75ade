#!/usr/bin/env node
/** The command `social-data-contract`. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { packageFile } from '../contract/load.ts';
import { UserError } from '../contract/user-error.ts';
import { addCodesCommand } from './commands/codes.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDocsCommand } from './commands/docs.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addMockCommand } from './commands/mock.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { EXIT } from './exit.ts';

const { version, description } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  version: string;
  description: string;
};

const program = new Command('social-data-contract')
  .description(description)
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .showHelpAfterError('Run with --help to see what there is.')
  .exitOverride();

addExplainCommand(program);
addCodesCommand(program);
addDocsCommand(program);
addMockCommand(program);
addVerifyCommand(program);
addDiffCommand(program);

// Whoever reads the output may have enough of it (`| head`): that is no fault, and no trace is due.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints one line for what the user can correct; any other error keeps its trace. */
function report(error: unknown): number {
  // Commander has printed its own message already; help and version end with 0.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')) {
    return (error as { exitCode?: number }).exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  return EXIT[error.kind];
}
