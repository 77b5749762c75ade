/** spec/ -> generated/openapi.yaml and openapi.json: one document. scripts/lint/error-texts.ts adds the texts of codes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { runRedocly } from '../lib/run-tool.ts';

export async function bundle(project: Project): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'social-data-bundle-'));
  try {
    const file = join(folder, 'openapi.yaml');
    // Two files with one name would become `Thing` and `Thing-2`. The default severity is only a warning.
    const flags = ['--component-renaming-conflicts-severity', 'error'];
    await runRedocly(['bundle', 'social-data@v1', '--output', file, ...flags], project.root);
    const yaml = await readFile(file, 'utf8');
    writeWhole(join(project.generated, 'openapi.yaml'), `# ${NOTICE}\n${yaml}`);
    writeWhole(join(project.generated, 'openapi.json'), `${JSON.stringify(parse(yaml), null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
