/**
 * `npm run diff [REF]`: prints the changes in the working tree's bundle since a release or a commit, according to the
 * catalogue and to `redocly diff`.
 */
import { Command, Option } from 'commander';
import { acceptChanges } from '../../src/diff/accept.ts';
import { compareBundles } from '../../src/diff/bundles.ts';
import { FORMATS, type Format, renderDiff } from '../../src/diff/render.ts';
import { IMPACTS, type Impact } from '../../src/diff/types.ts';
import { bundleAt, readWorkingBundle } from '../lib/bundles.ts';
import { openProject, writeWhole } from '../lib/project.ts';
import { runCommand } from '../lib/run-command.ts';
import { disagreements, redoclyDiff, renderRedocly } from './redocly-diff.ts';

interface Options {
  format: Format;
  failOn: Impact | 'none';
  output?: string;
  accept?: string;
}

const program = new Command('npm run diff --')
  .description('Compares the bundle of the working tree with that of a release or a commit.')
  .argument(
    '[ref]',
    'a release, tag, branch or commit (default: the last release, or HEAD before the first release)',
  )
  .addOption(new Option('--format <format>', 'output format').choices(FORMATS).default('text'))
  .addOption(
    new Option('--fail-on <impact>', 'exit with status 1 on a change of this impact or a higher one')
      .choices([...IMPACTS, 'none'])
      .default('none'),
  )
  .option('--output <file>', 'write to a file instead of standard output')
  .option('--accept <file>', 'a YAML list of reviewed changes ({id, place, reason}), which count as patches')
  .action(async (ref: string | undefined, { format, failOn, output, accept }: Options) => {
    const project = openProject();
    const [old, next] = [bundleAt(project, ref), readWorkingBundle(project)];
    const compared = compareBundles(old, next);
    const diff = accept === undefined ? compared : acceptChanges(compared, accept);
    const findings = await redoclyDiff(old.document, next.document);
    const text =
      format === 'json'
        ? JSON.stringify(
            { ...diff, redocly: { findings, disagreements: disagreements(diff, findings) } },
            null,
            2,
          )
        : `${renderDiff(diff, format)}\n\n${renderRedocly(diff, findings, format)}`;
    console.error(`Compared ${old.name} with ${next.name}.`);
    if (output === undefined) console.log(text);
    else writeWhole(output, `${text}\n`);
    if (diff.impact && IMPACTS.indexOf(diff.impact) <= IMPACTS.indexOf(failOn as Impact))
      process.exitCode = 1;
  });

await runCommand(program);
