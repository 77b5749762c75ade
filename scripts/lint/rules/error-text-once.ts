import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

/** The texts that `error-texts.ts` derives are not written by hand: a copy could contradict `x-error`. */
export const errorTextOnce = contractRule(({ codes, errors }, report) => {
  for (const code of codes) {
    refuse(report, code.at('title'), 'the name of the file');
    refuse(report, code.at('description'), '`x-error.meaning`');
    refuse(report, code.at('properties', 'code', 'description'), '`x-error.meaning` and `x-error.solution`');
  }
  for (const { media } of errors)
    for (const example of media.at('examples').values())
      refuse(report, example.at('summary'), '`x-error.meaning` of the code');
});

function refuse(report: Report, place: Place, source: string): void {
  if (place.present)
    report(
      place.key,
      `The bundle derives \`${place.name}\` from ${source}. Delete this line, and change the source instead.`,
    );
}
