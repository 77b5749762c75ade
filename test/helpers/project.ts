/** The repository, its contract, and temporary copies for tests. */
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readContract } from '../../src/contract/read.ts';
import { readDocument } from '../../src/contract/read-document.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The contract of the committed bundle. */
export const contract = readContract(readDocument(join(ROOT, 'generated/openapi.json')));

/** Creates a temporary folder. The system deletes it. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `social-data-${name}-`));
}

/** The folders that a copy does not need. */
const EXCLUDED = new Set(['node_modules', 'dist', '.git', '.wireit', '.cache', 'coverage']);

/** Copies the repository, so that a test can change it. The copy shares the installed packages. */
export function copyOfRepository(name: string): string {
  const folder = temporaryFolder(name);
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !EXCLUDED.has(path.slice(ROOT.length + 1)) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
