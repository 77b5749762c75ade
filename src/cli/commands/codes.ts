/** `social-data-contract codes`: lists the error codes, one per line. */
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../contract/catalogue.ts';
import { loadContract } from '../../contract/load.ts';
import { RETRY_POLICIES } from '../../contract/vocabulary.ts';
import { noCodeOfStatus } from '../../reference/explanation.ts';
import { findByStatus } from '../../reference/find.ts';
import { truncate } from '../../text/truncate.ts';
import { UsageError } from '../exit.ts';
import { docsUrlOption } from '../option-values.ts';
import { type Screen, screenOf } from '../terminal.ts';
import type { World } from '../world.ts';

interface Options {
  status?: string;
  category?: string;
  retry?: string;
  json?: true;
  docsUrl?: string;
  spec?: string;
}

export function addCodesCommand(program: Command, world: World): void {
  program
    .command('codes')
    .summary('list all error codes')
    .description('Lists the error codes of the contract by category, with status, retry policy and meaning.')
    .option('--status <status>', 'only codes with this status, or with a class of statuses such as 5xx')
    .option('--category <name>', 'only codes of this category')
    .addOption(new Option('--retry <policy>', 'only codes with this retry policy').choices(RETRY_POLICIES))
    .option('--json', 'print the codes as JSON, in the format of errors.json')
    .addOption(docsUrlOption())
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .addHelpText(
      'after',
      `
Retry policies:
  never    the request fails until you fix the cause
  wait     retry after the number of seconds in the response
  backoff  retry with exponential backoff

Examples:
  $ social-data-contract codes
  $ social-data-contract codes --status 4xx --retry never
  $ social-data-contract codes --json`,
    )
    .action((options: Options) => {
      const catalogue = catalogueOf(loadContract(options.spec), options.docsUrl);
      const errors = filterEntries(catalogue, options);
      const text = options.json
        ? JSON.stringify({ ...catalogue, errors }, null, 2)
        : codesTable(errors, screenOf(world));
      world.stdout.write(`${text}\n`);
    });
}

function filterEntries(catalogue: Catalogue, { status, category, retry }: Options): CatalogueEntry[] {
  const { errors } = catalogue;
  const categories = [...new Set(errors.map((entry) => entry.category))];
  const wanted = categories.find((name) => name.toLowerCase() === category?.toLowerCase());
  if (category !== undefined && wanted === undefined) {
    throw new UsageError(`Unknown category "${category}". The categories are ${categories.join(', ')}.`);
  }
  const ofStatus = status === undefined ? errors : codesOfStatus(status, catalogue);
  const found = ofStatus.filter(
    (entry) =>
      (wanted === undefined || entry.category === wanted) && (retry === undefined || entry.retry === retry),
  );
  if (found.length === 0) throw new UsageError('No code matches all filters. Remove one.');
  return found;
}

/**
 * Returns the codes with a status, or with a class of statuses such as `4xx`.
 *
 * @throws {UsageError} if no code has the status
 */
function codesOfStatus(status: string, catalogue: Catalogue): CatalogueEntry[] {
  const entries = findByStatus(status, catalogue.errors);
  if (entries.length === 0) throw new UsageError(noCodeOfStatus(status, catalogue.errors));
  return entries;
}

const HEAD = ['Code', 'Status', 'Retry', 'Meaning'];

/** Renders one line per code, grouped by category. Lines are truncated only on a terminal. */
export function codesTable(entries: readonly CatalogueEntry[], { width, color, terminal }: Screen): string {
  const { bold, dim } = pc.createColors(color);
  const rows = entries.map(({ code, status, retry, meaning }) => [code, String(status), retry, meaning]);
  const widths = HEAD.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) => {
    const line = `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
    return terminal ? truncate(line, width) : line;
  };
  const lines = entries.flatMap(({ category }, index) => {
    const startsCategory = entries[index - 1]?.category !== category;
    return [...(startsCategory ? [bold(category)] : []), lineOf(rows[index] ?? [])];
  });
  return [dim(lineOf(HEAD)), ...lines].join('\n');
}
