import { STATUS_CODES } from 'node:http';
import { basename, extname } from 'node:path';
import { isError } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/** The reason phrases that RFC 9110 (15.5.14, 15.5.21) changed after Node's table was made; both are accepted. */
const NEWER_PHRASES: Readonly<Record<string, string>> = {
  413: 'Content Too Large',
  422: 'Unprocessable Content',
};

/** The file of an operation is named by its `operationId`, and that of an error response by its status' reason phrase. */
export const fileNamed = contractRule(({ root, operations, errors }, report) => {
  for (const { name, place } of operations) {
    const id = place.at('operationId');
    const file = basename(place.file);
    const siblings = operations.filter((operation) => operation.place.file === place.file).length;
    if (!/^[a-z][A-Za-z0-9]*$/u.test(name))
      report(
        id,
        `\`${name}\` is not camelCase, but the client has a method of this name. Rename it and its file.`,
      );
    // A path item with several methods cannot have the name of each.
    if (siblings === 1 && place.file !== root.file && basename(file, extname(file)) !== name)
      report(
        id,
        `The operation in ${file} is \`${name}\`. Rename the file to ${name}.yaml, or the operation.`,
      );
  }
  for (const { statuses, place } of errors) {
    const status = statuses.find(isError) ?? '';
    const phrases = [STATUS_CODES[status], NEWER_PHRASES[status]].flatMap((phrase) => phrase ?? []);
    const names = phrases.map((phrase) => phrase.replaceAll(/[^A-Za-z]/gu, ''));
    if (
      names.length > 0 &&
      place.reference &&
      !names.some((name) => name.toLowerCase() === place.name.toLowerCase())
    )
      report(
        place,
        `This is the response of ${status} ${phrases[0]}. Rename its file to ${listed(names, 'or')}.`,
      );
  }
});
