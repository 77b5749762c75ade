/** Lints both editions of the bundle with Spectral's `oas` rules. In the sources, path items behind `$ref` cause false errors. */
import { join } from 'node:path';
import type { Project } from '../lib/project.ts';
import { runSpectral } from '../lib/run-tool.ts';

export async function spectral(project: Project): Promise<void> {
  const files = ['openapi.json', 'openapi-3.0.json'].map((name) => join(project.generated, name));
  await runSpectral(
    ['lint', ...files, '--ruleset', '.spectral.yaml', '--fail-severity', 'warn', '--quiet'],
    project.root,
  );
}
