import { schemasOf } from '../lib/contract.js';
import { hasOrMisspells, LEVELS } from '../lib/extensions.js';
import { isPromised, typesOf } from '../lib/place.js';
import { contractRule } from '../lib/rule.js';
import { isText, listed } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

/**
 * A response's header says what it is, how much it binds (`x-level`), and one that repeats a field
 * (`x-equals`) names a field that every error of the response has.
 */
export const headerPromised = contractRule((contract, report) => {
  const errors = new Map(contract.errors.map((response) => [response.place.id, response]));
  for (const { place } of contract.responses) {
    const response = errors.get(place.id);
    const schemas = response ? schemasOf(response) : [];
    // The codes of an error response without any are missed by `error-envelope` or `file-referenced`.
    const unsure = response !== undefined && schemas.length === 0;
    for (const [name, header] of place.at('headers').entries()) {
      // An empty header is `struct`'s to report.
      if (header.dangling || Object.keys(header.object).length === 0) continue;
      checkText(contract, report, header, name);
      const where = `in ${contract.show(header)}`;
      const level = header.at('x-level');
      if (!level.present && !hasOrMisspells(header.node, 'x-level'))
        report(
          header,
          `The header \`${name}\` does not say how much it binds. Add \`x-level\`: ${listed(LEVELS)} ${where}.`,
        );
      else if (level.present && !LEVELS.some((word) => word === level.node))
        report(level, `\`x-level\` is ${listed(LEVELS)}, not \`${level.node}\`. Change it ${where}.`);

      const equals = header.at('x-equals');
      if (!equals.present || unsure) continue;
      const lacking = schemas.filter(
        (schema) =>
          !schema.at('properties', String(equals.node)).present && !isPromised(schema, String(equals.node)),
      );
      if (lacking.length === 0 && schemas.length > 0) continue;
      const which =
        lacking.length > 0
          ? listed(
              lacking.map(({ name }) => name),
              'and',
            )
          : 'a success';
      report(
        equals,
        `\`x-equals\` names \`${equals.node}\`, which is no field of ${which} in ${contract.show(place)}. ` +
          `Name a field of every error there, or take \`x-equals\` out ${where}.`,
      );
    }
  }
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} header
 * @param {string} name
 */
function checkText(contract, report, header, name) {
  const lacks = [
    ...(isText(header.object.description) ? [] : ['description']),
    ...(header.at('example').present ? [] : ['example']),
    ...(typesOf(header.at('schema')).length > 0 || !header.at('schema').present ? [] : ['schema.type']),
  ];
  if (lacks.length > 0)
    report(
      header,
      `The header \`${name}\` has no ${lacks.join(', no ')}. Add ${listed(lacks, 'and')} in ${contract.show(header)}.`,
    );
}
