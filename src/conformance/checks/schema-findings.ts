/** Makes findings of the violations of a schema. */
import type { JsonObject } from '../../contract/document.ts';
import { counted } from '../../text/english.ts';
import type { Finding } from '../types.ts';
import { excerpt } from './body.ts';
import type { CheckId } from './check-id.ts';
import { must, named } from './finding.ts';
import { type Requirement, requirementOfPlace } from './requirements.ts';
import type { SchemaFault } from './schema.ts';

/** The most places of one body that a finding names. */
const MAX_PLACES = 4;

/**
 * Makes one finding of all places of a value that violate its schema.
 *
 * @param prefix the path of the value in the body, or an empty text for the whole body
 * @param pointer the JSON pointer of the schema in the bundle
 */
export function schemaFindings(
  document: JsonObject,
  check: CheckId,
  faults: readonly SchemaFault[],
  prefix: string,
  pointer: string,
): Finding[] {
  return placesFinding(check, faults, prefix, ({ at, isMissing }) => {
    const { requirement, source } = requirementOfPlace(document, pointer, at);
    return { requirement: isMissing ? `${requirement} All fields are always present.` : requirement, source };
  });
}

/**
 * Makes one finding of all faulty places of a value; none if there are none.
 *
 * @param requirementOf returns the requirement that a place violates
 */
export function placesFinding(
  check: CheckId,
  faults: readonly SchemaFault[],
  prefix: string,
  requirementOf: (first: SchemaFault) => Requirement,
): Finding[] {
  const musts = faults.filter(({ level }) => level === 'MUST');
  const chosen = musts.length > 0 ? musts : faults;
  const name = (at: string) => `${prefix}${at}`.replace(/^\//, '').replaceAll('/', '.');
  // The same field of another item is the same fault, even if the values differ.
  const fieldOf = ({ at }: SchemaFault) => name(at).replace(/\.\d+/g, '[]');
  const seen = new Set<string>();
  const firsts = chosen.filter((fault) => !seen.has(fieldOf(fault)) && seen.add(fieldOf(fault)));
  const shown = firsts.slice(0, MAX_PLACES);
  const more = chosen.length > shown.length ? `; and ${chosen.length - shown.length} more` : '';
  const [first] = shown;
  if (!first) return [];
  const others = firsts.length > 1 ? `, and ${counted(firsts.length - 1, 'other field')} also` : '';
  const finding = must({
    check,
    title: `${named(excerpt(fieldOf(first)))} ${first.problem}${others}`,
    expected: shown.map((fault) => `${name(fault.at)} ${fault.expected}`).join('; ') + more,
    actual: shown.map((fault) => `${name(fault.at)}: ${fault.actual}`).join('; '),
    ...requirementOf(first),
    detail: fieldOf(first),
  });
  return [{ ...finding, level: musts.length > 0 ? 'MUST' : 'SHOULD' }];
}
