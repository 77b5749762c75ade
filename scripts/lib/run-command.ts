/** The end of a command's run: a fault that its user can mend is one sentence, any other keeps its trace. */
import type { Command } from 'commander';
import { ContractError } from '../../src/contract/document.ts';
import { StepError } from './project.ts';

/** Runs the command on the process's arguments. The exit status is 2 where what it was given is at fault. */
export async function runCommand(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof StepError || error instanceof ContractError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
