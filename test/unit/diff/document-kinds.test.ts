/** Every kind of change outside of schemas: in both directions, and together with a changed text. */
import { describe, expect, test } from 'vitest';
import { edited } from '../../../scripts/build/change-rules/edit.ts';
import { EXAMPLE_DOCUMENT } from '../../../scripts/build/change-rules/example-document.ts';
import { type Bundle, changed } from '../../helpers/diff/bundle.ts';
import { expectVerdict } from '../../helpers/diff/checked-kinds.ts';
import { DOCUMENT_KINDS } from '../../helpers/diff/document-kinds.ts';
import { GROWTH_KINDS } from '../../helpers/diff/growth-kinds.ts';
import { judged } from '../../helpers/diff/judge.ts';

describe('diff judges', () => {
  test.for(DOCUMENT_KINDS)('%s', ([, change, forward, backward, before = () => {}]) => {
    const old = changed(before);
    const next = changed((b) => {
      before(b);
      change(b);
    });
    expectVerdict(old, next, forward);
    expectVerdict(next, old, backward);
  });
});

describe('diff judges in a contract with bodies', () => {
  test.for(GROWTH_KINDS)('%s', ([, edits, forward, backward, before = []]) => {
    const old = edited(EXAMPLE_DOCUMENT, before);
    const next = edited(old, edits);
    expectVerdict(old, next, forward);
    expectVerdict(next, old, backward);
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

test('a sentence shows the difference of two long values', () => {
  const long = 'The API of posts. '.repeat(10);
  const version = (end: string) =>
    changed((b) => {
      b.info.description = `${long}${end}, and more text. ${long}`;
    });
  const [change] = judged(version('Before'), version('After')).changes;
  expect(change?.message).toMatch(
    /^has the description ….*API of posts\. After, and .*… instead of ….*API of posts\. Before, and .*…$/,
  );
});
