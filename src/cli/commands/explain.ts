/** `social-data-contract explain`: prints the reference of error codes, and explains a pasted response. */
import { type Command, Option } from 'commander';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../contract/catalogue.ts';
import { loadContract } from '../../contract/load.ts';
import type { Contract } from '../../contract/model.ts';
import { pastedResponse } from '../../reference/pasted-response.ts';
import { recognize } from '../../reference/recognize.ts';
import { codeSection } from '../../reference/reference.ts';
import { type Block, code, paragraph, parseInline, strong } from '../../text/blocks.ts';
import { visibleLine, withTexts } from '../../text/sanitize.ts';
import { closeMatches, didYouMean } from '../../text/suggest.ts';
import { truncate } from '../../text/truncate.ts';
import { errorIn, findingsOf, readInput } from '../check-pasted-response.ts';
import { EXIT, UsageError } from '../exit.ts';
import { pageUrl } from '../option-values.ts';
import { screenOf, toTerminal } from '../terminal.ts';
import type { World } from '../world.ts';
import { codesOfStatus, codesTable } from './codes.ts';

interface Options {
  json?: true;
  docsUrl?: string;
  spec?: string;
}

/** The maximum number of suggestions for a misspelt code. */
const MAX_SUGGESTIONS = 3;

export function addExplainCommand(program: Command, world: World): void {
  program
    .command('explain')
    .summary('explain an error code, a status or a response')
    .description(
      'Explains an error: its meaning, when it occurs, what to do, whether to retry, how to reproduce and handle it.',
    )
    .argument(
      '<query...>',
      'a code, a status, words of a message, or - to read a response from standard input',
    )
    .option('--json', 'print the catalogue entries as JSON')
    .addOption(
      new Option('--docs-url <url>', 'the URL of the hosted docs page, for links')
        .env('SOCIAL_DATA_DOCS_URL')
        .argParser(pageUrl),
    )
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .addHelpText('after', examples)
    .action(async (words: string[], options: Options) => {
      const contract = loadContract(options.spec);
      const catalogue = catalogueOf(contract);
      const query = words.join(' ').trim();
      if (query === '-') return explainResponse(contract, catalogue, options, world);
      const found = find(query, catalogue);
      if (options.json) return printJson({}, found.entries, options, world);
      if (found.exact)
        return print(
          found.entries.map((entry) => sectionOf(entry, contract, catalogue, options)),
          world,
        );
      world.stdout.write(`${codesTable(found.entries, screenOf(world))}\n`);
      world.stderr.write(
        'The query matches more than one code. Run explain with one of these codes for the details.\n',
      );
    });
}

/** Returns the end of the help text. The examples use codes of the contract. */
function examples(): string {
  const { errors } = loadContract();
  const [first, ...others] = errors;
  const waiting = others.find(({ retry }) => retry === 'wait') ?? first;
  return `
With -, the input is the JSON of an envelope or of its error, or the output of
curl -i. The command also checks this response against the contract.

Exit status: 0 explained, 1 the response violates the contract, 2 wrong usage
or unknown code.

Examples:
  $ social-data-contract explain ${first?.code}
  $ social-data-contract explain ${waiting?.status}
  $ social-data-contract explain ${waiting?.meaning.toLowerCase()}
  $ curl -i http://127.0.0.1:8080/... | social-data-contract explain -`;
}

/**
 * Finds the codes that match a query.
 *
 * @returns `exact` is true if all entries are to be explained, not only listed
 * @throws {UsageError} if no code matches; the message suggests similar codes
 */
function find(query: string, catalogue: Catalogue): { entries: CatalogueEntry[]; exact: boolean } {
  const found = recognize(query, catalogue.errors);
  if (found?.by === 'status') return { entries: codesOfStatus(found.status, catalogue), exact: true };
  if (found) return { entries: found.entries, exact: found.by === 'code' || found.entries.length === 1 };
  if (/^\d+$/.test(query)) codesOfStatus(query, catalogue);
  throw new UsageError(
    `Unknown code "${truncate(visibleLine(query), 80)}". ${suggestCodes(query, catalogue)}`,
  );
}

/** Returns a sentence that suggests similar codes, or else the command that lists all codes. */
function suggestCodes(name: string, { errors }: Catalogue): string {
  const codes = errors.map(({ code }) => code);
  const wanted = name.replace(/[-\s]+/g, '_');
  const whole = closeMatches(wanted, codes);
  const similar = (whole.length > 0 ? whole : similarInPart(wanted, codes)).slice(0, MAX_SUGGESTIONS);
  return similar.length === 0 ? 'To list all codes, run `social-data-contract codes`.' : didYouMean(similar);
}

/** Returns the codes that contain a sequence of words similar to the wanted words, the most similar first. */
function similarInPart(wanted: string, codes: readonly string[]): string[] {
  const count = wanted.split('_').length;
  const parts = codes.flatMap((code) => {
    const words = code.split('_');
    const starts = words.slice(0, Math.max(0, words.length - count + 1));
    return starts.map((_, at) => ({ code, part: words.slice(at, at + count).join('_') }));
  });
  const matches = closeMatches(wanted, [...new Set(parts.map(({ part }) => part))]);
  return [
    ...new Set(matches.flatMap((part) => parts.filter((each) => each.part === part).map(({ code }) => code))),
  ];
}

async function explainResponse(
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
  world: World,
): Promise<void> {
  const pasted = errorIn(await readInput(world));
  if (!pasted) {
    world.stdout.write('This response is a success: it contains no error.\n');
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
              parseInline(
                `${suggestCodes(pasted.code, catalogue)} A newer version of the contract may define this code.`,
              ),
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
  const hint = options.docsUrl ? '' : [' on the page that ', code('social-data-contract docs'), ' serves'];
  return codeSection(entry, catalogue, {
    level: 1,
    href: (other) => linkOf(other, options),
    contract,
    footer: [strong('Docs:'), ' ', linkOf(entry, options), hint],
  });
}

/** Returns the deep link to a code: a full URL if the URL of the docs is known, else only the fragment. */
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
