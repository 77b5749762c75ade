/** Creates rules for Redocly: each visitor receives a place, the contract and a function that reports findings. */
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { type Contract, contractOf } from './contract.ts';
import { Place } from './place.ts';
import type { Context, KeyLocation, Location, Visitor } from './redocly.ts';

/** Reports a finding. The message says what is wrong and what to do; Redocly adds file, line and column. */
export type Report = (at: Place | Location | KeyLocation, message: string) => void;

type Check = (place: Place, report: Report, contract: Contract, context: Context) => void;

/** The checks of a rule by the type of node. */
type Checks = Readonly<Record<string, Check>>;

/**
 * Returns a rule that checks the nodes of some types, in the order in which Redocly visits them. The keywords next to the
 * `$ref` of a schema are checked as a schema of their own.
 *
 * @param given the checks, or a function that creates them for each run if they share state
 */
export function rule(given: Checks | (() => Checks)): () => Visitor {
  return () => {
    const checks = typeof given === 'function' ? given() : given;
    let contract: Contract | undefined;
    const all = { Root() {}, ...(checks.Schema && { ref: nextToReference(checks.Schema) }), ...checks };
    const visitors = Object.entries<Check>(all).map(([type, check]) => [
      type,
      (node: unknown, context: Context) => {
        // Redocly visits the root first, also for `any`.
        contract ??= contractOf(node, context);
        const report: Report = (at, message) =>
          context.report({ message, location: at instanceof Place ? at.shown : at });
        check(new Place(node, context), report, contract, context);
      },
    ]);
    return Object.fromEntries(visitors);
  };
}

/** Checks the keywords next to a `$ref` (OpenAPI 3.1.1, 4.8.24): Redocly visits only the target of the reference. */
function nextToReference(check: Check): Check {
  return ({ node }, report, contract, context) => {
    const { rawLocation: location, resolve, type } = context;
    if (type.name !== 'Schema' || Object.keys(Object(node)).length < 2) return;
    check(new Place(node, { location, resolve }), report, contract, context);
  };
}

/** Returns a rule that checks the contract as a whole. */
export function contractRule(check: (contract: Contract, report: Report) => void): () => Visitor {
  return rule({ Root: (_root, report, contract) => check(contract, report) });
}

/** Joins values for a message: `a`, `b` and `c`. */
export function listed(values: Iterable<unknown>, word = 'and'): string {
  const quoted = [...values].map((value) => `\`${value}\``);
  const last = quoted.pop() ?? 'none';
  return quoted.length > 0 ? `${quoted.join(', ')} ${word} ${last}` : last;
}

/** Reports each path below `base` that does not have the expected value. */
export function expectValues(
  report: Report,
  base: Place,
  expected: Readonly<Record<string, unknown>>,
  reason: string,
): void {
  for (const [path, value] of Object.entries(expected)) {
    const place = base.at(...path.split('.'));
    if (!isDeepStrictEqual(place.node, value))
      report(place, `Write \`${path}: ${inline(value)}\`. ${reason}`);
  }
}

/** Returns a value as YAML in one line. */
function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}
