/**
 * Runs a command. An error that the user can correct prints only its message; any other error prints its stack trace.
 */
import type { Command } from 'commander';
import { printFault } from './project.ts';

/** Runs the command on the process's arguments. The exit status is 2 if the user can correct the error. */
export async function runCommand(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    printFault(error);
    process.exitCode = 2;
  }
}
