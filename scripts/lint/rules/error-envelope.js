import { errorOf, namesOf } from '../lib/contract.js';
import { checkEnvelope } from '../lib/envelope.js';
import { referenceTo } from '../lib/files.js';
import { cloudingReport, nodeRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Contract, ErrorResponse } from '../lib/contract.js' */
/** @import { Report } from '../lib/rule.js' */

/**
 * Every 4xx and 5xx is the error envelope, `{success: false, error: {code, message, ...}}`, with `error` one
 * of the status' codes: a `oneOf` of `$ref`s, also for a single code, and a discriminator that maps each code
 * to its schema. This form alone gives a tab per code in the docs, literal types, and answers that can be
 * picked by name.
 *
 * A member that is no `$ref`, or stands twice, is reported by `no-illogical-composition-keywords`.
 */
export const errorEnvelope = nodeRule(
  {
    // Runs after every rule's look at the whole, so `clouded` is complete: see `cloudingReport`.
    any(place, contract, _report, ctx) {
      if (contract.clouded.has(place.id)) ctx.ignoreNextVisitorsOnNode();
    },
  },
  (contract, report) => {
    for (const response of contract.errors) {
      // No example can be tried against a schema that is missing, or that the discriminator cannot find.
      if (response.members.some(({ dangling, reference }) => dangling || reference === undefined))
        contract.clouded.add(response.media.id);
      const say = cloudingReport(contract, report, response);
      if (checkEnvelope(contract, say, response, { success: false, present: 'error', absent: 'data' }))
        checkError(contract, say, response);
    }
  },
);

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {ErrorResponse} response
 */
function checkError(contract, report, response) {
  const { media, members, mapping } = response;
  const error = errorOf(media);
  const where = `in ${contract.show(error)}`;
  if (error.object.type !== 'object')
    report(
      error.at('type').present ? error.at('type') : error,
      `\`error\` is an object. Write \`type: object\` beside \`oneOf\` ${where}.`,
    );
  if (!Array.isArray(error.object.oneOf)) {
    report(
      error,
      `\`error\` names no codes. Write \`oneOf\`, a list of \`$ref\`s to the codes' schemas, ${where}.`,
    );
    return;
  }
  // The last code was taken out, and its file is left: that file is what `file-referenced` tells about.
  if (members.length === 0 && mapping.length === 0 && !contract.hasUntaken)
    report(
      error.at('oneOf'),
      `The response has no code. Add a \`$ref\` to one under \`oneOf\` ${where}, or delete the file and its status in every operation.`,
    );
  const discriminator = error.at('discriminator');
  const property = discriminator.at('propertyName');
  // Without `propertyName` alone, `struct` asks for it.
  if (property.node !== 'code' && (property.present || !discriminator.present)) {
    // A `oneOf` of one without a discriminator is pointless to the CLI, and here that is not the point.
    contract.clouded.add(error.at('oneOf').id);
    report(
      property.present ? property : error,
      `\`code\` tells the errors apart. Write \`propertyName: code\` and the mapping under \`discriminator\` ${where}.`,
    );
  }
  if (!discriminator.present) return;
  // Inline members have no name that a mapping could give.
  if (members.some((member) => member.reference === undefined)) return;
  for (const member of members) {
    const names = namesOf(member);
    const entry = mapping.find(({ target }) => target.present && target.id === member.id);
    if (member.dangling || (entry && names.has(entry.key))) continue;
    if (entry)
      report(
        entry.place.rawLocation.key(),
        `The mapping has \`${entry.key}\` for ${contract.show(member)}. Call it \`${member.name}\` under \`discriminator.mapping\` ${where}.`,
      );
    else
      report(
        discriminator.at('mapping').present ? discriminator.at('mapping') : discriminator,
        `\`${member.name}\` is in \`oneOf\` but not in the mapping. ` +
          `Add \`${member.name}: ${referenceTo(error.file, member.file)}\` under \`discriminator.mapping\` ${where}.`,
      );
  }
  for (const { key, place, target } of mapping) {
    // A member of that name has been told what to write here; a missing file is `no-unresolved-refs`'s to report.
    const known = members.some((member) => member.id === target.id || namesOf(member).has(key));
    if (known || (!target.present && String(place.node).includes('/'))) continue;
    report(
      place.rawLocation.key(),
      `The mapping has \`${key}\`, but \`oneOf\` does not. Add \`$ref: ${place.node}\` to \`oneOf\` ${where}, ` +
        `or take ${listed([key])} out of the mapping and the examples.`,
    );
  }
}
