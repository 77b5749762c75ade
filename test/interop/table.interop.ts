/** The rows of the tools are consistent, and their table is up to date. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/project.ts';
import { TOOLS } from './rows.ts';
import { pageOf } from './table.ts';
import { titleOf } from './tool.ts';

test('generated/interop.md is up to date; `npm run test:interop -- --write` writes it', async () => {
  await expect(pageOf(TOOLS)).toMatchFileSnapshot(join(ROOT, 'generated/interop.md'));
});

test('each fault belongs to a check', () => {
  const unknown = TOOLS.flatMap((tool) =>
    Object.keys(tool.faults ?? {})
      .filter((title) => !(title in tool.checks))
      .map((title) => `${titleOf(tool)}: ${title}`),
  );
  expect(unknown).toEqual([]);
});
