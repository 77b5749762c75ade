import { STATUS_CODES } from 'node:http';
import { basename, extname } from 'node:path';
import { isErrorStatus } from '../lib/contract.js';
import { contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/**
 * The phrases that RFC 9110 (15.5.14, 15.5.21) has changed since Node's table was made: either will do.
 * @type {Record<string, string>}
 */
const NEWER_PHRASES = { 413: 'Content Too Large', 422: 'Unprocessable Content' };

/**
 * A file is found by its name (`spec/README.md`): a path item's is the `operationId`, camelCase, and the response of
 * an error status has the status' reason phrase (RFC 9110 15). The names of the codes' files are
 * `error-schema`'s.
 */
export const fileNamed = contractRule((contract, report) => {
  for (const { name, place } of contract.operations) {
    const id = place.at('operationId');
    if (typeof id.node !== 'string') continue; // `operation-operationId` asks for one.
    const own = basename(place.file, extname(place.file));
    if (!/^[a-z][A-Za-z0-9]*$/u.test(name))
      report(
        id,
        `\`${name}\` is not camelCase, as a method of the client is. Rename it in ${contract.show(place)}, and the file by it.`,
      );
    // A path item with several methods cannot bear the name of each, and one in the entry has no file of its own.
    else if (own !== name && place.file !== contract.root.file && siblings(contract, place.file) === 1)
      report(
        id,
        `The operation in ${contract.show(place)} is \`${name}\`. Rename the file to ${name}${extname(place.file)}, or the operation to \`${own}\`.`,
      );
  }
  const seen = new Set();
  const owners = new Set([contract.root.file, ...contract.operations.map(({ place }) => place.file)]);
  for (const { statuses, place } of contract.errors) {
    const status = statuses.find(isErrorStatus) ?? '';
    // A second response of a status is one too many, which `errors-on-every-operation` says.
    if (seen.has(status)) continue;
    seen.add(status);
    const phrases = [STATUS_CODES[status], NEWER_PHRASES[status]].filter((phrase) => phrase !== undefined);
    const names = phrases.map((phrase) => phrase.replaceAll(/[^A-Za-z]/gu, ''));
    if (names.length === 0 || owners.has(place.file)) continue;
    if (!names.some((name) => name.toLowerCase() === place.name.toLowerCase()))
      report(
        place,
        `${contract.show(place)} is the response of ${status} ${phrases[0]}. Rename it to ${listed(names)}, and its \`$ref\` in every operation.`,
      );
  }
});

/**
 * How many operations stand in a file.
 * @param {import('../lib/contract.js').Contract} contract
 * @param {string} file
 */
function siblings(contract, file) {
  return new Set(contract.operations.filter(({ place }) => place.file === file).map(({ place }) => place.id))
    .size;
}
