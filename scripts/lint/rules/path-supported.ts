import { METHODS } from '../../../src/contract/vocabulary.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';

/** A literal segment or one parameter. */
const SEGMENT = /^(?:[^{}]*|\{[^{}]+\})$/u;

/** The segments that a URL parser removes (RFC 3986 5.2.4). */
const DOTS = ['.', '..'];

/** Each path can be sent as it is, and all its operations are read. */
export const pathSupported = rule({
  Paths(paths, report) {
    for (const [path, item] of paths.entries()) {
      checkTemplate(report, path, item);
      checkOperations(report, path, item);
    }
    checkIds(report, paths.values());
  },
  ref({ object, location }, report, _contract, { rawLocation, type }) {
    const others = Object.keys(object).filter((key) => key !== '$ref');
    if (type.name === 'PathItem' && others.length > 0)
      report(
        rawLocation ?? location,
        `A path item with a \`$ref\` has no other keys, but this one has ${listed(others)}. Move them to the file of the path.`,
      );
  },
});

function checkTemplate(report: Report, path: string, item: Place): void {
  const segments = path.split('/');
  const names = segments.filter((segment) => segment.startsWith('{'));
  if (!segments.every((segment) => SEGMENT.test(segment)))
    report(
      item.key,
      `\`${path}\` has a parameter that is only a part of a segment. Make it the whole segment, \`/{name}/\`.`,
    );
  if (segments.some((segment) => DOTS.includes(segment)))
    report(item.key, `A client removes the dots in \`${path}\` (RFC 3986 5.2.4). Rename the segment.`);
  if (new Set(names).size < names.length)
    report(item.key, `\`${path}\` has a parameter twice. Give each segment a parameter of its own.`);
}

function checkOperations(report: Report, path: string, item: Place): void {
  if (METHODS.every((method) => !item.at(method).present))
    report(item.key, `\`${path}\` has no operation. Add ${listed(METHODS, 'or')}, or remove the path.`);
}

/** Two paths can refer to one file, so that the rule of Redocly sees each operation only once. */
function checkIds(report: Report, items: readonly Place[]): void {
  const files = new Set<string>();
  for (const item of items) {
    if (files.has(item.id))
      report(
        item.key,
        'Another path has the same `$ref`, so that two operations have one `operationId`. Copy the file.',
      );
    files.add(item.id);
  }
}
