/** Runs steps of the pipeline with a temporary output folder, so that no test writes to generated/. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '../../../src/contract/catalogue.ts';
import { run } from '../command.ts';
import { temporaryFolder } from '../project.ts';

export interface Built {
  folder: string;
  catalogue: Catalogue;
  /** Returns the text of a generated file. */
  read: (file: string) => Promise<string>;
  remove: () => Promise<void>;
}

/** Runs the pipeline's command as a user does. The steps must include `errors`. */
export async function buildInto(...steps: string[]): Promise<Built> {
  const folder = temporaryFolder('built');
  const command = ['--import', 'tsx', join('scripts', 'build', 'main.ts'), ...steps, '--out', folder];
  const { status, stdout, stderr } = await run(process.execPath, command);
  if (status !== 0) throw new Error(`The build exited with status ${status}:\n${stdout}${stderr}`);
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  return {
    folder,
    catalogue: JSON.parse(await read('errors.json')) as Catalogue,
    read,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The codes that every catalogue must contain (DECISIONS "Codes"). It may contain more. */
export const CONTRACT_CODES = [
  'MISSING_API_TOKEN',
  'INVALID_API_TOKEN',
  'ACCOUNT_INACTIVE',
  'INSUFFICIENT_BALANCE',
  'INVALID_PLATFORM',
  'INVALID_PARAMETERS',
  'NOT_FOUND',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
];
