/** The repository as the tests see it. */
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readDocument } from '../../src/contract/document.ts';
import { readContract } from '../../src/contract/read.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The committed bundle's contract. */
export const contract = readContract(readDocument(join(ROOT, 'generated/openapi.json')));

/** A temporary folder; the system clears it. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `social-data-${name}-`));
}

/** What no copy needs: what is installed, built, cached or git's. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.wireit', '.cache', 'coverage']);

/** A copy of the repository that a test may break, with this one's installed packages. */
export function copyOfRepository(name: string): string {
  const folder = temporaryFolder(name);
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(path.slice(ROOT.length + 1)) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
