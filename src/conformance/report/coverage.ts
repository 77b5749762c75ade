/** Says how much of the contract a run has seen, in the words of the reports. */
import type { Contract } from '../../contract/model.ts';
import { counted, firstOf } from '../../text/english.ts';
import { suggestion } from '../../text/suggest.ts';
import { SelectionError } from '../run/selection.ts';
import type { NotObserved, Observed, Report } from '../types.ts';

/** The most names in one line. */
const MAX_NAMES = 8;

interface Requirement {
  isMissing: (observed: Observed) => boolean;
  /** What happened instead. */
  problem: string;
}

/** What a run can require to be observed, besides the items of a page. */
const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  operations: { isMissing: ({ successes }) => successes === 0, problem: 'no request succeeded' },
  statuses: {
    isMissing: ({ unseenStatuses = [] }) => unseenStatuses.length > 0,
    problem: 'some statuses of successes were never seen',
  },
  pages: { isMissing: ({ pages }) => pages === 0, problem: 'no further page was seen' },
  fields: {
    isMissing: ({ unseenFields }) => unseenFields.length > 0,
    problem: 'some fields were never seen',
  },
  nulls: { isMissing: ({ unseenNulls }) => unseenNulls.length > 0, problem: 'some fields were never null' },
};

function requirementOf(name: string): Requirement {
  const known = Object.hasOwn(REQUIREMENTS, name) ? REQUIREMENTS[name] : undefined;
  return (
    known ?? {
      isMissing: ({ items }) => items?.field === name && items.count === 0,
      problem: `no ${name} were seen`,
    }
  );
}

/** @throws {SelectionError} if a name is unknown */
export function checkRequired(contract: Contract, names: readonly string[]): void {
  const items = contract.operations.flatMap(({ success }) => success.itemsField ?? []);
  const known = [...new Set([...items, ...Object.keys(REQUIREMENTS)])];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new SelectionError(
    `--require-observed ${unknown}: nothing has this name.${suggestion(unknown, known)} The names are ${known.join(', ')}.`,
  );
}

/** Returns how many operations and codes were not exercised, like `1 operation and 2 codes`. */
export function notExercisedCount(notExercised: Report['notExercised']): string {
  const codes = notExercised.filter(({ code }) => code !== undefined).length;
  const operations = notExercised.length - codes;
  const parts = [
    ...(operations > 0 ? [counted(operations, 'operation')] : []),
    ...(codes > 0 || operations === 0 ? [counted(codes, 'code')] : []),
  ];
  return parts.join(' and ');
}

/** Returns the operations of which no request was sent. */
export function notRequestedOf({ notExercised }: Pick<Report, 'notExercised'>): ReadonlySet<string> {
  return new Set(notExercised.flatMap(({ operation, code }) => (code === undefined ? [operation] : [])));
}

/** Returns what a run requires and an operation did not show. */
export function notObservedOf(observed: readonly Observed[], names: readonly string[]): NotObserved[] {
  return observed.flatMap((one) =>
    names
      .filter((name) => requirementOf(name).isMissing(one))
      .map((what) => ({ operation: one.operation, what })),
  );
}

/** Returns the coverage in one line, like `20 of 20 codes, 2 of 2 operations, 812 items, 9 further pages`. */
export function coverageLabel({ results, notExercised, observed }: Report): string {
  const keyOf = ({ operation, code }: { operation: string; code?: string }) => `${operation} ${code}`;
  const notRequested = notRequestedOf({ notExercised });
  const missed = new Set(notExercised.map(keyOf));
  const provoking = results.filter(({ code }) => code !== undefined);
  const codes = new Set(provoking.map(keyOf));
  const exercised = new Set(
    provoking
      .filter(({ operation }) => !notRequested.has(operation))
      .map(keyOf)
      .filter((key) => !missed.has(key)),
  );
  const successful = observed.filter(({ successes }) => successes > 0);
  const counts = new Map<string, number>();
  for (const { items } of observed)
    if (items) counts.set(items.field, (counts.get(items.field) ?? 0) + items.count);
  const pages = observed.reduce((sum, { pages = 0 }) => sum + pages, 0);
  return [
    ...(codes.size > 0 ? [`${exercised.size} of ${counted(codes.size, 'code')}`] : []),
    `${successful.length} of ${counted(observed.length, 'operation')}`,
    ...[...counts].map(([field, count]) => `${count} ${field}`),
    ...(observed.some((one) => one.pages !== undefined) ? [counted(pages, 'further page')] : []),
  ].join(', ');
}

/** Returns a line for each operation that was not seen completely. */
export function unseenLabels(report: Report): string[] {
  // They are listed as not exercised.
  const notRequested = notRequestedOf(report);
  return report.observed.flatMap(
    ({ operation, successes, unseenStatuses = [], unseenFields, unseenNulls }) => {
      if (notRequested.has(operation)) return [];
      if (successes === 0) return [`${operation}: no valid success`];
      const unseen = [...unseenStatuses.map((status) => `status ${status}`), ...unseenFields];
      const parts = [
        ...(unseen.length > 0 ? [`never seen: ${unseen.join(', ')}`] : []),
        ...(unseenNulls.length > 0 ? [`never null: ${unseenNulls.join(', ')}`] : []),
      ];
      return parts.length > 0 ? [`${operation}: ${parts.join('; ')}`] : [];
    },
  );
}

/** Returns the message about something that a run requires and did not observe. */
export function notObservedLabel({ operation, what }: NotObserved): string {
  return `${operation}: --require-observed ${what}: ${requirementOf(what).problem}`;
}

/**
 * Returns a line for each reason why operations or codes were not exercised, with their names. Cases that a stopped run did not reach are
 * a failure of the run, and are not listed again.
 */
export function notExercisedLabels({ notExercised, stopped }: Report): string[] {
  const byReason = new Map<string, string[]>();
  for (const { operation, code, reason } of notExercised) {
    if (reason === stopped?.reason) continue;
    const names = byReason.get(reason) ?? [];
    names.push(code === undefined ? operation : `${operation}/${code}`);
    byReason.set(reason, names);
  }
  return [...byReason].map(([reason, names]) => `${firstOf(names, MAX_NAMES)}: ${reason}`);
}
