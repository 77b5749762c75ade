/** Reads the relations between fields (`x-relations`). */
import { isObject, type JsonObject } from './document.ts';
import { listOf, wordOf } from './nodes.ts';
import type { Relation } from './relations.ts';
import { LEVELS } from './vocabulary.ts';

/** Returns the relations that an object schema states. */
export function relationsOf(schema: JsonObject): Relation[] {
  return listOf(schema['x-relations'])
    .filter(isObject)
    .map((relation) => ({
      field: String(relation.field),
      level: wordOf(relation.level, LEVELS, 'x-relations') ?? 'MUST',
      ...(typeof relation['less-than'] === 'string' && { lessThan: relation['less-than'] }),
      ...(Array.isArray(relation.sum) && { sum: relation.sum.map(String) }),
      ...(typeof relation.echoes === 'string' && { echoes: relation.echoes }),
    }));
}
