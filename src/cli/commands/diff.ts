/** `social-data-contract diff`: what changed between two versions of the contract. */
import { type Command, Option } from 'commander';
import { packageFile } from '../../contract/load.ts';
import { compareBundles, readBundle } from '../../diff/bundles.ts';
import { FORMATS, type Format, renderDiff } from '../../diff/render.ts';
import { IMPACTS, type Impact } from '../../diff/types.ts';
import { EXIT } from '../exit.ts';
import { screenOf } from '../terminal.ts';
import type { World } from '../world.ts';

interface Options {
  format: Format;
  failOn: Impact | 'none';
}

export function addDiffCommand(program: Command, world: World): void {
  program
    .command('diff')
    .summary('compare two versions of the contract')
    .description(
      'Compares two versions of the contract: what breaks callers or servers, what is new, and what the next version is.',
    )
    .argument('<old>', 'a bundled OpenAPI document, YAML or JSON')
    .argument('[new]', 'another; the one that ships by default')
    .addOption(new Option('--format <format>', 'how to write it').choices(FORMATS).default('text'))
    .addOption(
      new Option('--fail-on <impact>', 'what ends with status 1, and whatever is graver')
        .choices([...IMPACTS, 'none'])
        .default('breaking'),
    )
    .addHelpText(
      'after',
      `
Breaking is what narrows a request, what changes an answer in either direction, and what is gone. What is new
beside it is a feature: callers ignore what they do not know, and survive a code they do not know.
Exit status: 0 nothing breaking, 1 something is, 2 wrong usage or a broken document.

Examples:
  $ social-data-contract diff old.json new.json
  $ social-data-contract diff old.json --format markdown
  $ social-data-contract diff old.json new.json --format json --fail-on none`,
    )
    .action((oldFile: string, newFile: string | undefined, { format, failOn }: Options) => {
      const diff = compareBundles(
        readBundle(oldFile),
        readBundle(newFile ?? packageFile('generated/openapi.json')),
      );
      world.stdout.write(`${renderDiff(diff, format, screenOf(world).color)}\n`);
      const grave = diff.impact && IMPACTS.indexOf(diff.impact) <= IMPACTS.indexOf(failOn as Impact);
      if (grave) world.exitCode = EXIT.notConformant;
    });
}
