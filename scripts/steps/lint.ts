/** The contract's rules over spec/, with file positions (Redocly: `recommended-strict` and scripts/redocly/). */
import type { Project } from '../project.ts';
import { redocly } from '../run-tool.ts';

export async function lint(project: Project): Promise<void> {
  await redocly(['lint', 'social-data@v1'], project.root);
}
