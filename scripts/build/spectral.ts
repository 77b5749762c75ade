/** Spectral's `oas` ruleset over the bundle: on the sources it gives false errors at `$ref`ed path items. */
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
