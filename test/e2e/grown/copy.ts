/** Builds a copy of the repository with another spec. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Contract } from '../../../src/contract/model.ts';
import { readContract } from '../../../src/contract/read.ts';
import { readDocument } from '../../../src/contract/read-document.ts';
import { run } from '../../helpers/command.ts';
import { copyOfRepository } from '../../helpers/project.ts';

const TSX = 'node_modules/tsx/dist/cli.mjs';

/** A copy of the repository, and functions that run programs in it. All of them fail if the program fails. */
export interface Copy {
  folder: string;
  /** The bundle, which the step `bundle` makes. */
  bundle: string;
  /** Runs a program with Node, and returns its output. */
  run(...args: readonly string[]): Promise<string>;
  /** Runs a TypeScript program. */
  tsx(...args: readonly string[]): Promise<string>;
  /** Runs `npm run build`, which also runs the contract tests against the sandbox. */
  build(): Promise<string>;
  /** Reads the bundle. */
  contract(): Contract;
}

/** Copies the repository into a temporary folder. */
export function copyFor(name: string): Copy {
  const folder = copyOfRepository(name);
  const bundle = join(folder, 'generated/openapi.json');
  const runProgram = async (program: string, args: readonly string[]) => {
    const env = { CI: 'true', NODE_OPTIONS: '' };
    const { status, stdout, stderr } = await run(program, args, folder, env);
    expect(status, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
    return stdout;
  };
  const runInCopy = (...args: readonly string[]) => runProgram(process.execPath, args);
  return {
    folder,
    bundle,
    run: runInCopy,
    tsx: (...args) => runInCopy(TSX, ...args),
    build: () => runProgram('npm', ['run', 'build']),
    contract: () => readContract(readDocument(bundle)),
  };
}
