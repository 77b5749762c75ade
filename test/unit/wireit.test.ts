/** wireit reruns a step after a change to any file that the step loads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../helpers/project.ts';

interface Step {
  command?: string;
  files?: string[];
}

const { wireit } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  wireit: Record<string, Step>;
};
const redocly = parse(readFileSync(join(ROOT, 'redocly.yaml'), 'utf8')) as { plugins: string[] };

/** The steps that wireit can skip, with their input files and programs. */
const steps = Object.entries(wireit).flatMap(([name, { command = '', files }]) => {
  const [, program] = /^tsx (\S+)/.exec(command) ?? [];
  if (!files || !program) return [];
  const plugins = files.includes('redocly.yaml') ? redocly.plugins : [];
  return [{ name, files, programs: [program, ...plugins] }];
});

/** Returns the files of the repository that programs import, except type imports. */
async function loadedBy(programs: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...programs],
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  });
  return Object.keys(metafile.inputs);
}

/**
 * Returns the loaded files that are not inputs. Files in generated/ are outputs of other steps, which are dependencies.
 */
function notWatched(loaded: readonly string[], files: readonly string[]): string[] {
  const isInput = picomatch([...files, 'generated/**'], { dot: true });
  return loaded.filter((file) => !isInput(file));
}

test.for(steps)('$name lists every file that it loads', async ({ files, programs }) => {
  expect(notWatched(await loadedBy(programs), files)).toEqual([]);
});

test('the list of checked steps contains the steps of the build', () => {
  const names = steps.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['lint', 'bundle', 'errors', 'docs', 'package', 'contract', 'start']),
  );
});

describe('the check reports', () => {
  test.for([
    ['scripts/lint/plugin.js', 'scripts/lint/**'],
    ['scripts/lib/project.ts', 'scripts/lib/**'],
    ['src/contract/read.ts', 'src/**'],
  ])('%s if %s is not an input', async ([file, glob]) => {
    const lint = steps.find(({ name }) => name === 'lint');
    const others = lint?.files.filter((input) => input !== glob) ?? [];
    expect(notWatched(await loadedBy(lint?.programs ?? []), others)).toContain(file);
  });
});
