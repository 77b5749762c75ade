/** Lints the bundle with Spectral's `oas` rules. In the sources, path items behind `$ref` cause false errors. */
import { join } from 'node:path';
import type { Project } from '../lib/project.ts';
import { runSpectral } from '../lib/run-tool.ts';

export async function spectral(project: Project): Promise<void> {
  const file = join(project.generated, 'openapi.json');
  await runSpectral(
    ['lint', file, '--ruleset', '.spectral.yaml', '--fail-severity', 'warn', '--quiet'],
    project.root,
  );
}
