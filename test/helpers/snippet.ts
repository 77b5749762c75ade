/** A document's snippets: found, compiled and run as a reader would, inside the package, which they import by its name. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { runProcess } from '../../scripts/lib/spawn.ts';
import { ROOT } from './project.ts';

const FOLDER = join(ROOT, '.cache/readme');

/** The compiler's options of a careful reader. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
};

/** The fenced blocks of a language. */
export function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
}

/** What the compiler has against each snippet, in their order. */
export function compilerMessages(name: string, snippets: readonly string[]): string[][] {
  mkdirSync(FOLDER, { recursive: true });
  const files = snippets.map((text, index) => {
    const file = join(FOLDER, `${name}-${index}.mts`);
    writeFileSync(file, text);
    return file;
  });
  const program = ts.createProgram(files, OPTIONS);
  return files.map((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

/** What a snippet says that it prints: its lines `// prints: ...`. */
export function promised(text: string): string[] {
  return [...text.matchAll(/^\/\/ prints: (.*)$/gm)].map(([, line = '']) => line);
}

export interface Outcome {
  /** What stands in the way of a run that ends well; undefined for such a run. */
  fault?: string;
  lines: string[];
}

export interface RunOptions {
  /** Put in the place of the addresses and ports that only an example has. */
  replace?: Readonly<Record<string, string>>;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The time for the whole run. @default 40000, less than any test has */
  timeoutMs?: number;
}

/** Runs a snippet in a process of its own; one that throws, or that does not end, has a fault. */
export async function runSnippet(name: string, text: string, options: RunOptions = {}): Promise<Outcome> {
  const { replace = {}, cwd = ROOT, env, timeoutMs = 40_000 } = options;
  const changed = Object.entries(replace).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const file = join(FOLDER, `${name}.mjs`);
  const compilerOptions = { ...OPTIONS, noEmit: false, module: ts.ModuleKind.ESNext };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, ts.transpileModule(changed, { compilerOptions }).outputText);
  const end = await runProcess(process.execPath, [file], { cwd, env, timeoutMs });
  const lines = end.stdout.split('\n').filter((line) => line !== '');
  if (end.status === 0) return { lines };
  const fault = end.signal === 'SIGKILL' ? `it did not end within ${timeoutMs} ms` : end.stderr || end.stdout;
  return { lines, fault };
}
