import { STATUS_CODES } from 'node:http';
import { basename, extname } from 'node:path';
import { isError } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/** The reason phrases that RFC 9110 (15.5.14, 15.5.21) changed after Node's table was made; both are accepted. */
const NEWER_PHRASES: Readonly<Record<string, string>> = {
  413: 'Content Too Large',
  422: 'Unprocessable Content',
};

/** The name of a file is the `operationId` of the operation, or the reason phrase of the error response and `Response`. */
export const fileNamed = contractRule(({ root, operations, errors }, report) => {
  for (const { name, place } of operations) {
    const id = place.at('operationId');
    const file = basename(place.file);
    const siblings = operations.filter((operation) => operation.place.file === place.file).length;
    if (!/^[a-z][A-Za-z0-9]*$/u.test(name))
      report(
        id,
        `\`${name}\` must be camelCase, because the client has a method with this name. Rename it and its file.`,
      );
    // A file whose path item has several methods cannot have the names of all of them.
    if (siblings === 1 && place.file !== root.file && basename(file, extname(file)) !== name)
      report(
        id,
        `The operation \`${name}\` is in ${file}, but its file must have the same name. Rename the file to ${name}.yaml, or rename the operation.`,
      );
  }
  for (const { statuses, place } of errors) {
    const status = statuses.find(isError) ?? '';
    const phrases = [STATUS_CODES[status], NEWER_PHRASES[status]].flatMap((phrase) => phrase ?? []);
    const names = phrases.map((phrase) => `${phrase.replaceAll(/[^A-Za-z]/gu, '')}Response`);
    if (
      names.length > 0 &&
      place.reference &&
      !names.some((name) => name.toLowerCase() === place.name.toLowerCase())
    )
      report(
        place,
        `This file is the response of ${status} ${phrases[0]}, but it has another name. Rename the file to ${listed(names, 'or')}.`,
      );
  }
});
