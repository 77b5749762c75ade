/** A syntax error of the spec is one finding. Redocly would report it again at each reference to the file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../../scripts/build/lint.ts';
import { StepError } from '../../../scripts/lib/project.ts';
import { temporaryFolder } from '../../helpers/project.ts';

const FAULTS: readonly [name: string, yaml: string, place: string][] = [
  ['an open quote', 'type: object\ntitle: "Open\nx: 1\n', '4:1'],
  ['a tab as indentation', 'a:\n\tb: 1\n', '2:1'],
  ['a key that occurs twice', 'a: 1\na: 2\n', '2:1'],
  ['a missing space after a colon', 'a: 1\nb:"2"\n', '2:1'],
  ['a colon in a plain text', 'a: b: c\n', '1:4'],
  ['an alias without an anchor', 'a: 1\nb: *unknown\n', '2:4'],
  ['an unknown tag', 'a: !unknown 1\n', '1:4'],
  ['a second document', 'a: 1\n---\nb: 2\n', '2:1'],
  ['a control character', 'a: "b\u0001"\n', '1:6'],
  ['a file without content', '# Only a comment.\n', '1:1'],
];

test.each(FAULTS)('%s is one finding with its place', async (_name, yaml, place) => {
  const root = temporaryFolder('syntax');
  mkdirSync(join(root, 'spec'));
  writeFileSync(join(root, 'spec/broken.yaml'), yaml);
  writeFileSync(join(root, 'spec/valid.yaml'), 'a: &anchor 1\nb: *anchor\n');
  const fault = await lint({ root, generated: root }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(StepError);
  const { details } = fault as StepError;
  expect(details).toMatch(new RegExp(`^spec/broken.yaml:${place}: `));
  expect(details.match(/\.yaml:/g)).toHaveLength(1);
});
