/** `social-data-contract diff`: compares two versions of the contract. */
import { type Command, Option } from 'commander';
import { packageFile } from '../../contract/load.ts';
import { acceptChanges } from '../../diff/accept.ts';
import { compareBundles, readBundle } from '../../diff/bundles.ts';
import { FORMATS, type Format, renderDiff } from '../../diff/render.ts';
import { IMPACTS, type Impact } from '../../diff/types.ts';
import { EXIT } from '../exit.ts';
import { screenOf } from '../terminal.ts';
import type { World } from '../world.ts';

interface Options {
  format: Format;
  failOn: Impact | 'none';
  accept?: string;
}

export function addDiffCommand(program: Command, world: World): void {
  program
    .command('diff')
    .summary('compare two versions of the contract')
    .description(
      'Compares two versions of the contract. Reports breaking changes, features and patches, and proposes the next version.',
    )
    .argument('<old>', 'the old bundled OpenAPI document, YAML or JSON')
    .argument('[new]', 'the new document (default: the one in this package)')
    .addOption(new Option('--format <format>', 'the output format').choices(FORMATS).default('text'))
    .addOption(
      new Option('--fail-on <impact>', 'exit with status 1 if a change has this impact or a more severe one')
        .choices([...IMPACTS, 'none'])
        .default('breaking'),
    )
    .option(
      '--accept <file>',
      'a YAML list of reviewed changes ({id, place, reason}), which count as patches',
    )
    .addHelpText(
      'after',
      `
Impact:
  breaking  something is removed, a request is narrower, or a response is narrower
            or wider; also each change that no rule covers, until it is accepted
  feature   something is added: callers ignore unknown fields and do not crash
            on unknown codes
  patch     no effect on callers or servers, for example wording

The rules are in generated/change-rules.md, the guide is docs/changes.md.

Exit status: 0 no change reaches --fail-on, 1 a change reaches it, 2 wrong usage,
an invalid document, or an entry of --accept that accepts no change.

Examples:
  $ social-data-contract diff old.json new.json
  $ social-data-contract diff old.json --format markdown
  $ social-data-contract diff old.json new.json --format json --fail-on none
  $ social-data-contract diff old.json new.json --accept reviewed.yaml`,
    )
    .action((oldFile: string, newFile: string | undefined, { format, failOn, accept }: Options) => {
      const compared = compareBundles(
        readBundle(oldFile),
        readBundle(newFile ?? packageFile('generated/openapi.json')),
      );
      const diff = accept === undefined ? compared : acceptChanges(compared, accept);
      world.stdout.write(`${renderDiff(diff, format, screenOf(world).color)}\n`);
      const failed = diff.impact && IMPACTS.indexOf(diff.impact) <= IMPACTS.indexOf(failOn as Impact);
      if (failed) world.exitCode = EXIT.notConformant;
    });
}
