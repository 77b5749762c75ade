/** `social-data-contract explain`: the reference of a code in a terminal, and what an answer says. */
import { type Command, Option } from 'commander';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../contract/catalogue.ts';
import { loadContract } from '../../contract/load.ts';
import type { Contract } from '../../contract/model.ts';
import { entriesWithText, entryNamed, isStatus } from '../../reference/find.ts';
import { pastedResponse } from '../../reference/pasted-response.ts';
import { codeSection } from '../../reference/reference.ts';
import { type Block, code, paragraph, parseInline, strong } from '../../text/blocks.ts';
import { visibleLine, withTexts } from '../../text/sanitize.ts';
import { closeMatches, didYouMean } from '../../text/suggest.ts';
import { truncate } from '../../text/truncate.ts';
import { EXIT, UsageError } from '../exit.ts';
import { pageUrl } from '../option-values.ts';
import { errorIn, findingsOf, readInput } from '../pasted-response.ts';
import { screenOf, toTerminal } from '../terminal.ts';
import type { World } from '../world.ts';
import { codesOfStatus, codesTable } from './codes.ts';

interface Options {
  json?: true;
  docsUrl?: string;
  spec?: string;
}

/** So many of the nearest codes are named to whoever misspelt one. */
const MAX_MEANT = 3;

export function addExplainCommand(program: Command, world: World): void {
  program
    .command('explain')
    .summary('explain an error code, a status or an answer')
    .description(
      'Explains an error: what it means, when it occurs, what to do, whether to retry, how to try and handle it.',
    )
    .argument('<what...>', 'a code, a status, words of a message, or - for an answer on standard input')
    .option('--json', 'print what the catalogue has, as JSON')
    .addOption(
      new Option('--docs-url <url>', 'where the docs page is hosted: links lead there')
        .env('SOCIAL_DATA_DOCS_URL')
        .argParser(pageUrl),
    )
    .option('--spec <file>', 'a bundled OpenAPI document, instead of the one that ships')
    .addHelpText('after', examples)
    .action(async (what: string[], options: Options) => {
      const contract = loadContract(options.spec);
      const catalogue = catalogueOf(contract);
      const query = what.join(' ').trim();
      if (query === '-') return explainAnswer(contract, catalogue, options, world);
      const found = find(query, catalogue);
      if (options.json) return printJson({}, found.entries, options, world);
      if (found.exact)
        return print(
          found.entries.map((entry) => sectionOf(entry, contract, catalogue, options)),
          world,
        );
      world.stdout.write(`${codesTable(found.entries, screenOf(world))}\n`);
      world.stderr.write(
        'More than one code has that in its texts. Name one of them for all that there is to say.\n',
      );
    });
}

/** Examples need a code: the contract's own. */
function examples(): string {
  const { errors } = loadContract();
  const [first, ...others] = errors;
  const waiting = others.find(({ retry }) => retry === 'wait') ?? first;
  return `
An answer is the JSON of an envelope or of its error, or what curl -i printed. What is off with it is said, too.
Exit status: 0 explained, 1 the answer is not as the contract has it, 2 nothing of that kind.

Examples:
  $ social-data-contract explain ${first?.code}
  $ social-data-contract explain ${waiting?.status}
  $ social-data-contract explain ${waiting?.meaning.toLowerCase()}
  $ curl -i http://127.0.0.1:8080/... | social-data-contract explain -`;
}

/**
 * The codes that are meant.
 *
 * @returns `exact` where it is clear which: all of them are explained, not only listed
 * @throws {UsageError} where there are none, with the nearest
 */
function find(query: string, catalogue: Catalogue): { entries: CatalogueEntry[]; exact: boolean } {
  const named = entryNamed(query, catalogue);
  if (named) return { entries: [named], exact: true };
  if (isStatus(query) || /^\d+$/.test(query))
    return { entries: codesOfStatus(query, catalogue), exact: true };
  const entries = entriesWithText(query, catalogue);
  if (entries.length > 0) return { entries, exact: entries.length === 1 };
  throw new UsageError(
    `There is no code "${truncate(visibleLine(query), 80)}". ${meantBy(query, catalogue)}`,
  );
}

/** The nearest codes, or where all of them are. */
function meantBy(name: string, { errors }: Catalogue): string {
  const codes = errors.map(({ code }) => code);
  const wanted = name.replace(/[-\s]+/g, '_');
  const whole = closeMatches(wanted, codes);
  const meant = (whole.length > 0 ? whole : nearInPart(wanted, codes)).slice(0, MAX_MEANT);
  if (meant.length === 0) return '`social-data-contract codes` lists them all.';
  return didYouMean(meant);
}

/** The codes some of whose words, as many as are asked for, are near to these; the nearest first. */
function nearInPart(wanted: string, codes: readonly string[]): string[] {
  const count = wanted.split('_').length;
  const parts = codes.flatMap((code) => {
    const words = code.split('_');
    const starts = words.slice(0, Math.max(0, words.length - count + 1));
    return starts.map((_, at) => ({ code, part: words.slice(at, at + count).join('_') }));
  });
  const nearest = closeMatches(wanted, [...new Set(parts.map(({ part }) => part))]);
  return [
    ...new Set(nearest.flatMap((part) => parts.filter((each) => each.part === part).map(({ code }) => code))),
  ];
}

async function explainAnswer(
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
  world: World,
): Promise<void> {
  const pasted = errorIn(await readInput(world));
  if (!pasted) {
    world.stdout.write('This answer is a success: there is no error in it.\n');
    return;
  }
  const entry = catalogue.errors.find((known) => known.code === pasted.code);
  const found = await findingsOf(pasted, contract);
  const findings = withTexts(
    found.map(({ level, expected, actual, source }) => ({ level, expected, actual, source })),
    visibleLine,
  );
  if (found.some(({ level }) => level === 'MUST')) world.exitCode = EXIT.notConformant;
  if (options.json) {
    const answer = { code: pasted.code, status: pasted.status, error: pasted.error, findings };
    return printJson({ answer }, entry ? [entry] : [], options, world);
  }
  print(
    [
      pastedResponse(pasted.error, pasted.status, entry, findings),
      entry
        ? sectionOf(entry, contract, catalogue, options)
        : [
            paragraph(
              parseInline(`${meantBy(pasted.code, catalogue)} A newer version of the contract may have it.`),
            ),
          ],
    ],
    world,
  );
}

function sectionOf(
  entry: CatalogueEntry,
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
): Block[] {
  const where = options.docsUrl ? '' : [' of the page that ', code('social-data-contract docs'), ' serves'];
  return codeSection(entry, catalogue, {
    level: 1,
    href: (other) => linkOf(other, options),
    contract,
    footer: [strong('Docs:'), ' ', linkOf(entry, options), where],
  });
}

/** The deep link: whole where it is known where the docs are. */
function linkOf({ fragment }: CatalogueEntry, { docsUrl = '' }: Options): string {
  return `${docsUrl}#${fragment}`;
}

function print(sections: readonly (readonly Block[])[], world: World): void {
  const screen = screenOf(world);
  world.stdout.write(`${sections.map((section) => toTerminal(section, screen)).join('\n\n\n')}\n`);
}

function printJson(
  more: object,
  entries: readonly CatalogueEntry[],
  options: Options,
  { stdout }: World,
): void {
  const errors = entries.map((entry) => ({ ...entry, docs: linkOf(entry, options) }));
  stdout.write(`${JSON.stringify({ ...more, errors }, null, 2)}\n`);
}
