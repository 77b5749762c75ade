/** Finds the operation for the method and path of a request. */
import type { Contract, Operation } from './model.ts';

/** The path templates as a tree, with one level for each path segment. */
interface Level {
  fixed: Map<string, Level>;
  parameter?: Level;
  /** The operations whose templates end here. */
  ends: Operation[];
}

/** Cached trees: a search through all templates for each request would be slow with many operations. */
const levels = new WeakMap<Contract, Level>();

/**
 * Returns the operations at a path, for all methods. A template with a fixed segment precedes one with a parameter in the
 * same place (OpenAPI 3.1.1, 4.8.8.2). An empty segment matches no parameter.
 *
 * @param segments the percent-decoded segments of the path, relative to the base path
 */
export function operationsAt(contract: Contract, segments: readonly string[]): Operation[] {
  const root = levels.get(contract) ?? levelsOf(contract);
  levels.set(contract, root);
  let reached = [root];
  for (const segment of segments) {
    const next: Level[] = [];
    for (const { fixed, parameter } of reached) {
      const exact = fixed.get(segment);
      if (exact) next.push(exact);
      if (parameter && segment !== '') next.push(parameter);
    }
    if (next.length === 0) return [];
    reached = next;
  }
  return reached.flatMap(({ ends }) => ends);
}

/**
 * Returns the operation of a method at a path.
 *
 * @param segments the percent-decoded segments of the path, relative to the base path
 */
export function operationAt(
  contract: Contract,
  method: string,
  segments: readonly string[],
): Operation | undefined {
  return operationsAt(contract, segments).find((operation) => operation.method === method);
}

function levelsOf({ operations }: Contract): Level {
  const root: Level = { fixed: new Map(), ends: [] };
  for (const operation of operations) {
    let level = root;
    for (const part of operation.path.split('/'))
      level = part.startsWith('{') ? parameterLevel(level) : fixedLevel(level, part);
    level.ends.push(operation);
  }
  return root;
}

function parameterLevel(level: Level): Level {
  level.parameter ??= { fixed: new Map(), ends: [] };
  return level.parameter;
}

function fixedLevel(level: Level, part: string): Level {
  const known = level.fixed.get(part) ?? { fixed: new Map(), ends: [] };
  level.fixed.set(part, known);
  return known;
}
