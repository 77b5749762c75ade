/** What is committed in generated/ is, byte for byte, what the spec makes. */
import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';
import { COMMITTED_STEPS, staleFiles } from './fresh.ts';

const committed = join(ROOT, 'generated');
const fresh = temporaryFolder('fresh');

beforeAll(async () => {
  const args = ['--import', 'tsx', 'scripts/build/main.ts', ...COMMITTED_STEPS, '--out', fresh];
  const { status, stderr } = await run(process.execPath, args);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('nothing in generated/ is stale', () => {
  expect(staleFiles(committed, fresh)).toEqual([]);
});

test('the check can fail: a changed, a missing and a strange file are named, with what mends them', () => {
  const altered = temporaryFolder('altered');
  cpSync(fresh, altered, { recursive: true });
  appendFileSync(join(altered, 'errors.md'), ' ');
  rmSync(join(altered, 'types.ts'));
  writeFileSync(join(altered, 'extra.ts'), '');
  expect(staleFiles(altered, fresh)).toEqual([
    'generated/errors.md is stale: run `npm run build` and commit it',
    'generated/extra.ts is made by no step: delete it',
    'generated/types.ts is missing: run `npm run build` and commit it',
  ]);
});
