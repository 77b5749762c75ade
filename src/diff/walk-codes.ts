/** Comparing the catalogues: the codes, and what is said of each. */

import type { Contract, ErrorEntry } from '../contract/model.ts';
import { inline } from '../text/markdown.ts';
import type { Change, ChangeKind, Impact, Party } from './types.ts';
import { parted } from './values.ts';
import { schemaChanges } from './walk-schema.ts';

/** @throws {ContractError} where a schema of a code is broken */
export function codeChanges(old: Contract, next: Contract): Change[] {
  const codes = ({ errors }: Contract) => errors.map(({ code }) => code);
  const { gone, come, both } = parted(codes(old), codes(next));
  return [
    ...gone.map((code) => {
      const { status, pointer } = entry(old, code);
      const message = `is no longer a code; it had the status ${status}`;
      return change('code-removed', 'breaking', ['callers', 'servers'], code, message, users(old, code), {
        old: pointer,
      });
    }),
    ...come.map((code) => {
      const { status, pointer, meaning, solution } = entry(next, code);
      const message = `is a new code, with the status ${status}: ${inline(meaning)}. ${inline(solution)}`;
      return change('code-added', 'feature', [], code, message, users(next, code), { new: pointer });
    }),
    ...both.flatMap((code) => changesOf(old, next, entry(old, code), entry(next, code))),
  ];
}

/** A code keeps its one meaning: status, retry policy and what brings it about are what programs go by. */
function changesOf(old: Contract, next: Contract, was: ErrorEntry, is: ErrorEntry): Change[] {
  const { code } = was;
  const operations = parted(users(old, code), users(next, code)).both;
  const facts: readonly [ChangeKind, keyof ErrorEntry, string, string, readonly Party[]][] = [
    ['status-changed', 'status', 'status', '', ['callers', 'servers']],
    ['retry-changed', 'retry', 'retry policy', '/x-error/retry', ['callers']],
    ['trigger-changed', 'trigger', 'trigger', '/x-error/trigger', ['callers', 'servers']],
  ];
  const at = (side: ErrorEntry, part: string) => side.pointer + part;
  return [
    ...facts
      .filter(([, key]) => was[key] !== is[key])
      .map(([kind, key, name, part, breaks]) =>
        change(
          kind,
          'breaking',
          breaks,
          code,
          `has the ${name} ${is[key]}, and had ${was[key]}`,
          operations,
          {
            old: at(was, part),
            new: at(is, part),
          },
        ),
      ),
    ...schemaChanges(
      { document: old.document, node: { $ref: was.pointer }, pointer: was.pointer },
      { document: next.document, node: { $ref: is.pointer }, pointer: is.pointer },
      // What `code` says is which code it is.
      { subject: code, flow: 'answer', operations, except: ['code'] },
    ),
  ];
}

/** Codes that both contracts have, at operations that both have. */
export function answeredCodes(old: Contract, next: Contract, id: string, nextId = id): Change[] {
  const all = parted(
    old.errors.map(({ code }) => code),
    next.errors.map(({ code }) => code),
  ).both;
  const [before, after] = [
    old.operations.find((one) => one.id === id),
    next.operations.find((one) => one.id === nextId),
  ];
  if (!before || !after) return [];
  const { gone, come } = parted(before.codes, after.codes);
  const at = { old: before.pointer, new: after.pointer };
  return [
    ...gone
      .filter((code) => all.includes(code))
      .map((code) =>
        change(
          'code-no-longer-answered',
          'breaking',
          ['callers', 'servers'],
          code,
          'is no longer answered, and is still a code',
          [id],
          at,
        ),
      ),
    ...come
      .filter((code) => all.includes(code))
      .map((code) => change('code-newly-answered', 'feature', [], code, 'is answered, too', [id], at)),
  ];
}

function entry({ errors }: Contract, code: string): ErrorEntry {
  return errors.find((candidate) => candidate.code === code) as ErrorEntry;
}

/** The operations that can answer a code. */
function users({ operations }: Contract, code: string): string[] {
  return operations.filter(({ codes }) => codes.includes(code)).map(({ id }) => id);
}

function change(
  kind: ChangeKind,
  impact: Impact,
  breaks: readonly Party[],
  subject: string,
  message: string,
  operations: readonly string[],
  at: { old?: string; new?: string },
): Change {
  return { kind, impact, breaks, subject, message, operations, ...at };
}
