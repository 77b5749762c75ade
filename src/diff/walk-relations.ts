/** Comparing the relations between fields (`x-relations`). */

import { relationsOf } from '../contract/read-relations.ts';
import { type Relation, relationFormula } from '../contract/relations.ts';
import { type Flow, rated } from './direction.ts';
import type { Change } from './types.ts';
import { objectOf, type Side } from './values.ts';

/** A relation is a bound between fields; one that SHOULD hold is nothing to rely on. */
export function relationChanges(
  old: Side,
  next: Side,
  subject: string,
  { flow, operations }: { flow: Flow; operations: readonly string[] },
): Change[] {
  const [a, b] = [byMeaning(old), byMeaning(next)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name): Change[] => {
    const [was, is] = [a.get(name), b.get(name)];
    if (was?.level === is?.level) return [];
    const told = relationFormula((is ?? was) as Relation);
    const hard = { was: was?.level === 'MUST', is: is?.level === 'MUST' };
    const shift = hard.is ? 'tightened' : hard.was ? 'loosened' : undefined;
    const verdict = shift ? rated(shift, flow) : ({ impact: is ? 'feature' : 'patch', breaks: [] } as const);
    const message = is
      ? `${is.level} keep ${told}${was ? `; it was a ${was.level}` : ' now'}`
      : `need not keep ${told} any more`;
    return [
      {
        kind: is ? 'relation-added' : 'relation-removed',
        ...verdict,
        subject,
        message,
        operations,
        old: `${old.pointer}/x-relations`,
        new: `${next.pointer}/x-relations`,
      },
    ];
  });
}

/** The relations of a schema, by what they say: which level they have, and the order of a sum, is told apart. */
function byMeaning(side: Side): Map<string, Relation> {
  const key = ({ level: _, ...relation }: Relation) =>
    JSON.stringify({ ...relation, ...(relation.sum && { sum: relation.sum.toSorted() }) });
  return new Map(relationsOf(objectOf(side)).map((relation) => [key(relation), relation]));
}
