import { LinearPattern } from '../../../src/contract/linear-pattern.ts';
import { clauseOf } from '../../../src/text/sanitize.ts';
import type { Place } from '../place.ts';
import { type Report, rule } from '../rule.ts';

/**
 * Each pattern is a regular expression (ECMA-262, flag `u`) that takes linear time. The sandbox and the contract tests use no
 * other, because a text from outside must not keep them busy.
 */
export const patternSupported = rule({
  Schema(schema, report) {
    check(report, schema.at('pattern'));
    for (const [pattern, property] of schema.at('patternProperties').entries())
      check(report, property, pattern);
  },
  Parameter(parameter, report) {
    check(report, parameter.at('x-wire-pattern'));
  },
});

function check(report: Report, place: Place, pattern = place.node): void {
  if (typeof pattern !== 'string') return;
  try {
    new LinearPattern(pattern);
  } catch (cause) {
    report(
      place,
      `This must be a regular expression (ECMA-262, flag \`u\`) without look-around and back-references: ${clauseOf(cause)}.`,
    );
  }
}
