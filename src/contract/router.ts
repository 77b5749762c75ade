/** Which operation a request is for: its method and path against the templates. */
import type { Contract, Operation } from './model.ts';

/** The templates by their parts: one level for each part of a path. */
interface Level {
  fixed: Map<string, Level>;
  parameter?: Level;
  /** The operations whose templates end here, by their place in the contract. */
  ends: number[];
}

/** One look through all templates for each request would make many operations slow. */
const levels = new WeakMap<Contract, Level>();

/** The operations at a path, given by its percent-decoded parts relative to the base path. An empty part fits no parameter. */
export function operationsAt(contract: Contract, segments: readonly string[]): Operation[] {
  const root = levels.get(contract) ?? levelsOf(contract);
  levels.set(contract, root);
  let reached = [root];
  for (const segment of segments) {
    reached = reached
      .flatMap(({ fixed, parameter }) => [fixed.get(segment) ?? [], (segment !== '' && parameter) || []])
      .flat();
    if (reached.length === 0) return [];
  }
  // In the order of the contract, whichever way led there.
  const places = reached.flatMap(({ ends }) => ends).sort((a, b) => a - b);
  return places.flatMap((place) => contract.operations[place] ?? []);
}

/** The operation of a method at a path, given by its percent-decoded parts relative to the base path. */
export function operationAt(
  contract: Contract,
  method: string,
  segments: readonly string[],
): Operation | undefined {
  return operationsAt(contract, segments).find((operation) => operation.method === method);
}

function levelsOf({ operations }: Contract): Level {
  const root: Level = { fixed: new Map(), ends: [] };
  for (const [place, { path }] of operations.entries()) {
    let level = root;
    for (const part of path.split('/')) level = part.startsWith('{') ? below(level) : at(level, part);
    level.ends.push(place);
  }
  return root;
}

function below(level: Level): Level {
  level.parameter ??= { fixed: new Map(), ends: [] };
  return level.parameter;
}

function at(level: Level, part: string): Level {
  const known = level.fixed.get(part) ?? { fixed: new Map(), ends: [] };
  level.fixed.set(part, known);
  return known;
}
