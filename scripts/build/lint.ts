/** The contract's rules over spec/, with file positions (Redocly: `recommended-strict` and scripts/lint/). */
import type { Project } from '../lib/project.ts';
import { runRedocly } from '../lib/run-tool.ts';

export async function lint(project: Project): Promise<void> {
  await runRedocly(['lint', 'social-data@v1'], project.root);
}
