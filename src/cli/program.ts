/** The commands of `social-data-contract`, independent of the process that runs them. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { packageFile } from '../contract/load.ts';
import { UserError } from '../contract/user-error.ts';
import { addCodesCommand } from './commands/codes.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDocsCommand } from './commands/docs.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addMockCommand } from './commands/mock.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { EXIT } from './exit.ts';
import type { Output, World } from './world.ts';

/** The width of help texts if the output is not a terminal, in characters. */
const DEFAULT_WIDTH = 80;

/**
 * Runs a command line.
 *
 * @param args the arguments after the program's name
 * @param world the streams and environment of the command; `exitCode` is set unless the command ends with status 0
 * @throws any error that the user cannot fix
 */
export async function runProgram(args: readonly string[], world: World): Promise<void> {
  try {
    const program = createProgram(world);
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const status = report(error, world);
    if (status !== EXIT.ok) world.exitCode = status;
  }
}

function createProgram(world: World): Command {
  const { version, description } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    version: string;
    description: string;
  };
  const widthOf = ({ isTTY, columns }: Output) => (isTTY && columns) || DEFAULT_WIDTH;
  const program = new Command('social-data-contract')
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('Run with --help to see the commands and options.')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      getOutHelpWidth: () => widthOf(world.stdout),
      getErrHelpWidth: () => widthOf(world.stderr),
    })
    .exitOverride();
  addExplainCommand(program, world);
  addCodesCommand(program, world);
  addDocsCommand(program, world);
  addMockCommand(program, world);
  addVerifyCommand(program, world);
  addDiffCommand(program, world);
  return program;
}

/** Prints one line for an error that the user can correct, and rethrows any other error. */
function report(error: unknown, { stderr }: World): number {
  // Commander has already printed a message. Help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(error instanceof UserError)) throw error;
  stderr.write(`${error.message}\n`);
  return EXIT[error.kind];
}
