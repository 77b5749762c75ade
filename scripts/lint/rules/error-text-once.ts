import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';

/** No text that `error-texts.ts` derives is written by hand, because a copy could contradict `x-error`. */
export const errorTextOnce = contractRule(({ codes, errors }, report) => {
  for (const code of codes) {
    reportCopy(report, code.at('title'), 'the name of the file');
    reportCopy(report, code.at('description'), '`x-error.meaning`');
    reportCopy(
      report,
      code.at('properties', 'code', 'description'),
      '`x-error.meaning` and `x-error.solution`',
    );
  }
  for (const { media } of errors)
    for (const example of media.at('examples').values())
      reportCopy(report, example.at('summary'), 'the code and `x-error.meaning`');
});

function reportCopy(report: Report, place: Place, source: string): void {
  if (place.present)
    report(
      place.key,
      `The bundle derives \`${place.name}\` from ${source}. Delete this line, and change the source instead.`,
    );
}
