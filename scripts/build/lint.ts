/** Lints spec/: first the syntax of each file, then Redocly with the rules of `recommended-strict` and ours in scripts/lint/. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseDocument } from 'yaml';
import { type Project, StepError } from '../lib/project.ts';
import { runRedocly } from '../lib/run-tool.ts';

export async function lint(project: Project): Promise<void> {
  checkSyntax(project);
  await runRedocly(['lint', 'social-data@v1'], project.root);
}

/**
 * Reports the first syntax error of each file. Redocly would report it again at each reference to the file.
 *
 * @throws {StepError} if a file is not valid YAML
 */
function checkSyntax({ root }: Project): void {
  const files = readdirSync(join(root, 'spec'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  const faults = files.sort().flatMap((name) => {
    const file = join(root, 'spec', name);
    const [error] = parseDocument(readFileSync(file, 'utf8')).errors;
    if (!error) return [];
    const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? [];
    return [`${relative(root, file)}:${line}:${col}: ${error.message.trimEnd()}`];
  });
  if (faults.length > 0) throw new StepError('The spec is not valid YAML.', { details: faults.join('\n\n') });
}
