/** Every kind of change outside of schemas: in both directions, and together with a changed text. */
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import { type Bundle, changed } from '../../helpers/diff/bundle.ts';
import { DOCUMENT_KINDS } from '../../helpers/diff/document-kinds.ts';
import { judged } from '../../helpers/diff/judge.ts';

describe('diff judges', () => {
  test.for(DOCUMENT_KINDS)('%s', ([, change, forward, backward, before = () => {}]) => {
    const old = changed(before);
    const next = changed((b) => {
      before(b);
      change(b);
    });
    const worded = (document: Bundle) => {
      const copy = structuredClone(document);
      copy.info.description = 'Other words.';
      copy.components.schemas.PostsPageData.description = 'Other words.';
      return copy;
    };
    for (const [from, to, expected] of [
      [old, next, forward],
      [next, old, backward],
    ] as const) {
      const { verdict, changes } = judged(from, to);
      const reported = changes.map(({ kind, subject, message }) => `${kind}: ${subject} ${message}`);
      expect(verdict, reported.join('\n')).toBe(expected);
      for (const [pointer, document] of changes.flatMap((one) => [
        [one.old, from] as const,
        [one.new, to] as const,
      ]))
        if (pointer !== undefined) expect(valueAt(document, pointer.slice(1)), pointer).toBeDefined();
      const beside = judged(from, worded(to));
      expect(beside.verdict).toBe(expected === 'none' ? 'patch' : expected);
      const kinds = (all: typeof changes) =>
        all.map(({ kind }) => kind).filter((kind) => kind !== 'text-changed');
      expect(kinds(beside.changes)).toEqual(kinds(changes));
    }
  });
});

test.for([
  ['feature', (b: Bundle) => b.components.schemas.Platform.enum.push('threads')],
  ['patch', (b: Bundle) => b.components.schemas.Platform.enum.pop()],
] as const)('a field that repeats a parameter changes with it: %s', ([impact, change]) => {
  const { changes } = judged(
    changed(() => {}),
    changed((b) => {
      change(b);
    }),
  );
  expect(changes.find(({ kind }) => kind.startsWith('response-'))).toMatchObject({ impact, breaks: [] });
});
