/** Spectral's `oas` ruleset over the bundle: on the sources it gives false errors at `$ref`ed path items. */
import { join } from 'node:path';
import type { Project } from '../project.ts';
import { spectral } from '../run-tool.ts';

export async function secondOpinion(project: Project): Promise<void> {
  const file = join(project.generated, 'openapi.json');
  await spectral(
    ['lint', file, '--ruleset', '.spectral.yaml', '--fail-severity', 'warn', '--quiet'],
    project.root,
  );
}
