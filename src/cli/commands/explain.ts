/** `social-data-contract explain`: prints the reference of error codes, and explains a pasted response. */
import type { Command } from 'commander';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../contract/catalogue.ts';
import { loadContract } from '../../contract/load.ts';
import type { Contract } from '../../contract/model.ts';
import { codeSection } from '../../reference/code-section.ts';
import { type ExplainedResponse, type ExplainedText, explanationOf } from '../../reference/explanation.ts';
import { pastedResponse, pastedValues } from '../../reference/pasted-response.ts';
import { type Block, code, paragraph, parseInline, strong } from '../../text/blocks.ts';
import { visibleLine, withTexts } from '../../text/sanitize.ts';
import { findingsOf } from '../check-pasted-response.ts';
import { EXIT, UsageError } from '../exit.ts';
import { docsUrlOption } from '../option-values.ts';
import { parseInput, readInput, suggestionOf, unknownInput, unknownQuery } from '../pasted-input.ts';
import { screenOf, toTerminal } from '../terminal.ts';
import type { World } from '../world.ts';
import { codesTable } from './codes.ts';

interface Options {
  json?: true;
  docsUrl?: string;
  spec?: string;
}

export function addExplainCommand(program: Command, world: World): void {
  program
    .command('explain')
    .summary('explain an error code, a status, a line of a log or a response')
    .description(
      'Explains an error: its meaning, when it occurs, what to do, whether to retry, how to reproduce and handle it.',
    )
    .argument(
      '[query...]',
      'a code, a status, words of a message, a line of a log, or - to read standard input',
    )
    .option('--json', 'print the catalogue entries as JSON')
    .addOption(docsUrlOption())
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .addHelpText('after', examples)
    .action(async (words: string[], options: Options) => {
      const contract = loadContract(options.spec);
      const catalogue = catalogueOf(contract, options.docsUrl);
      const query = words.join(' ').trim();
      const isInput = words.length === 0 || query === '-';
      const empty =
        words.length > 0
          ? 'Standard input is empty'
          : "error: missing required argument 'query', and standard input is empty";
      const bytes = isInput ? await readInput(world, empty) : Buffer.from(query);
      const explanation = explanationOf(parseInput(bytes, contract), catalogue.errors);
      if (explanation.type === 'response') {
        await explainResponse(explanation, contract, catalogue, options, world);
      } else if (explanation.type === 'text') {
        if (explanation.entries.length > 0) explainText(explanation, contract, catalogue, options, world);
        if (explanation.fault !== undefined) throw new UsageError(explanation.fault);
        if (explanation.entries.length > 0) return;
        throw isInput ? unknownInput(explanation) : unknownQuery(explanation);
      } else if (options.json) {
        printJson({}, [], world);
      } else {
        world.stdout.write('This response is a success: it contains no error.\n');
      }
    });
}

/** Returns the end of the help text. The examples use codes of the contract. */
function examples(): string {
  const { errors } = loadContract();
  const [first, ...others] = errors;
  const waiting = others.find(({ retry }) => retry === 'wait') ?? first;
  return `
Without an argument, or with -, the command reads standard input. A text can be
a code, a status, a message, lines of a log, JSON, or the output of curl -i or
curl -v. It may be compressed, colored or in UTF-16. A code in the text takes
precedence over a status, and a status over words.

A response (an envelope, its error, or curl output) is also checked against the
contract. A line of a log is not.

Exit status: 0 explained, 1 the response violates the contract, 2 wrong usage,
unknown code, or a response of something other than the API.

Examples:
  $ social-data-contract explain ${first?.code}
  $ social-data-contract explain ${waiting?.status}
  $ social-data-contract explain ${waiting?.meaning.toLowerCase()}
  $ social-data-contract explain "ERROR [worker] ${waiting?.status} ${waiting?.code} ..."
  $ tail -n 20 app.log | social-data-contract explain
  $ curl -i http://127.0.0.1:8080/... | social-data-contract explain -`;
}

/** Prints the sections of the codes in a text that is not a response. */
function explainText(
  { text, entries, isList }: ExplainedText<CatalogueEntry>,
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
  world: World,
): void {
  if (options.json) {
    printJson({}, entries, world);
  } else if (isList) {
    world.stdout.write(`${codesTable(entries, screenOf(world))}\n`);
    world.stderr.write(
      'The query matches more than one code. Run explain with one of these codes for the details.\n',
    );
  } else {
    const values = entries.map((entry) => pastedValues(text, entry)).filter(({ length }) => length > 0);
    const sections = entries.map((entry) => sectionOf(entry, contract, catalogue, options));
    print([...values, ...sections], world);
  }
}

async function explainResponse(
  { response, entry, similar }: ExplainedResponse<CatalogueEntry>,
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
  world: World,
): Promise<void> {
  const { code, status, error } = response;
  const found = await findingsOf(response, contract);
  const findings = withTexts(
    found.map(({ level, expected, actual, source }) => ({ level, expected, actual, source })),
    visibleLine,
  );
  if (found.some(({ level }) => level === 'MUST')) world.exitCode = EXIT.notConformant;
  if (options.json)
    return printJson({ answer: { code, status, error, findings } }, entry ? [entry] : [], world);
  const section = entry
    ? sectionOf(entry, contract, catalogue, options)
    : [
        paragraph(
          parseInline(`${suggestionOf(similar)} A newer version of the contract may define this code.`),
        ),
      ];
  print([pastedResponse(error, status, entry, findings), section], world);
}

function sectionOf(
  entry: CatalogueEntry,
  contract: Contract,
  catalogue: Catalogue,
  options: Options,
): Block[] {
  const hint = options.docsUrl ? '' : [' in the docs that ', code('social-data-contract docs'), ' serves'];
  return codeSection(entry, catalogue, {
    level: 1,
    // The other languages are in the docs.
    languages: 1,
    href: (other) => other.docs,
    contract,
    footer: [strong('Docs:'), ' ', entry.docs, hint],
  });
}

function print(sections: readonly (readonly Block[])[], world: World): void {
  const screen = screenOf(world);
  world.stdout.write(`${sections.map((section) => toTerminal(section, screen)).join('\n\n\n')}\n`);
}

function printJson(more: object, entries: readonly CatalogueEntry[], { stdout }: World): void {
  stdout.write(`${JSON.stringify({ ...more, errors: entries }, null, 2)}\n`);
}
