/** `social-data-contract codes`: all codes, a line each. */
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../contract/catalogue.ts';
import { loadContract } from '../../contract/load.ts';
import { RETRY_POLICIES } from '../../contract/vocabulary.ts';
import { entriesOfStatus, isStatus } from '../../reference/find.ts';
import { truncate } from '../../text/truncate.ts';
import { UsageError } from '../exit.ts';
import { type Screen, screenOf } from '../terminal.ts';
import type { World } from '../world.ts';

interface Options {
  status?: string;
  category?: string;
  retry?: string;
  json?: true;
  spec?: string;
}

export function addCodesCommand(program: Command, world: World): void {
  program
    .command('codes')
    .summary('list all error codes')
    .description(
      'Lists the error codes of the contract by category: status, retry policy and meaning of each.',
    )
    .option('--status <status>', 'only those of a status, or of a class such as 5xx')
    .option('--category <name>', 'only those of a category')
    .addOption(new Option('--retry <policy>', 'only those of a retry policy').choices(RETRY_POLICIES))
    .option('--json', 'print the catalogue, in the form of errors.json')
    .option('--spec <file>', 'a bundled OpenAPI document, instead of the one that ships')
    .addHelpText(
      'after',
      `
Retry: never; wait, as many seconds as the answer names; backoff, exponentially.

Examples:
  $ social-data-contract codes
  $ social-data-contract codes --status 4xx --retry never
  $ social-data-contract codes --json`,
    )
    .action((options: Options) => {
      const catalogue = catalogueOf(loadContract(options.spec));
      const errors = chosen(catalogue, options);
      const text = options.json
        ? JSON.stringify({ ...catalogue, errors }, null, 2)
        : codesTable(errors, screenOf(world));
      world.stdout.write(`${text}\n`);
    });
}

function chosen(catalogue: Catalogue, { status, category, retry }: Options): CatalogueEntry[] {
  const { errors } = catalogue;
  const categories = [...new Set(errors.map((entry) => entry.category))];
  const group = categories.find((name) => name.toLowerCase() === category?.toLowerCase());
  if (category !== undefined && group === undefined) {
    throw new UsageError(`There is no category "${category}". There are ${categories.join(', ')}.`);
  }
  const ofStatus = status === undefined ? errors : codesOfStatus(status, catalogue);
  const found = ofStatus.filter(
    (entry) =>
      (group === undefined || entry.category === group) && (retry === undefined || entry.retry === retry),
  );
  if (found.length === 0) throw new UsageError('No code is of all that. Leave out one of the filters.');
  return found;
}

/**
 * The codes of a status, or of a class of them.
 *
 * @throws {UsageError} where there is none, with the statuses that there are
 */
export function codesOfStatus(status: string, catalogue: Catalogue): CatalogueEntry[] {
  const entries = isStatus(status) ? entriesOfStatus(status, catalogue) : [];
  if (entries.length > 0) return entries;
  const statuses = [...new Set(catalogue.errors.map((entry) => entry.status))].sort((a, b) => a - b);
  throw new UsageError(`No code has the status ${status}. The statuses are ${statuses.join(', ')}.`);
}

const HEAD = ['Code', 'Status', 'Retry', 'Meaning'];

/** A line for each code, under its category. On a terminal a line that is too long is cut; a program gets all of it. */
export function codesTable(entries: readonly CatalogueEntry[], { width, color, terminal }: Screen): string {
  const { bold, dim } = pc.createColors(color);
  const rows = entries.map(({ code, status, retry, meaning }) => [code, String(status), retry, meaning]);
  const widths = HEAD.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) => {
    const line = `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
    return terminal ? truncate(line, width) : line;
  };
  const lines = entries.flatMap(({ category }, index) => {
    const first = entries[index - 1]?.category !== category;
    return [...(first ? [bold(category)] : []), lineOf(rows[index] ?? [])];
  });
  return [dim(lineOf(HEAD)), ...lines].join('\n');
}
