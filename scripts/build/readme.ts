/** Writes the table of the error codes into README.md, between two marks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../src/contract/catalogue.ts';
import { codeTable } from '../../src/reference/overview.ts';
import { toMarkdown } from '../../src/text/markdown.ts';
import { type Project, StepError, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { pageOf } from './error-pages.ts';

const MARKED = /(<!-- codes -->\n).*?(<!-- \/codes -->)/s;

export async function readme(project: Project): Promise<void> {
  const file = join(project.root, 'README.md');
  const text = readFileSync(file, 'utf8');
  const changed = withCodes(text, catalogueOf(readGeneratedContract(project)));
  if (changed !== text) writeWhole(file, changed);
}

/**
 * Returns the README with the current table. Each code links to its page.
 *
 * @throws {StepError} if the README has no marks
 */
export function withCodes(text: string, catalogue: Catalogue): string {
  if (!MARKED.test(text)) {
    throw new StepError('README.md must have the marks <!-- codes --> and <!-- /codes -->, in this order.');
  }
  const table = toMarkdown([codeTable(catalogue, { href: (entry) => `generated/${pageOf(entry)}` })]);
  return text.replace(MARKED, (_, before: string, after: string) => `${before}${table.trim()}\n${after}`);
}
