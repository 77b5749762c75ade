/** Lints spec/ with Redocly: the rules of `recommended-strict`, and ours in scripts/lint/. */
import type { Project } from '../lib/project.ts';
import { runRedocly } from '../lib/run-tool.ts';

export async function lint(project: Project): Promise<void> {
  await runRedocly(['lint', 'social-data@v1'], project.root);
}
