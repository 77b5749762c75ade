/** Finds, compiles and runs the code snippets of a document. They run inside the package and import it by name. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { runProcess } from '../../scripts/lib/spawn.ts';
import { ROOT } from './project.ts';

const FOLDER = join(ROOT, '.cache/readme');

/** Strict compiler options, as users have them. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
};

/** Returns the fenced code blocks of a language. */
export function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
}

/**
 * Compiles lists of snippets as one program: the libraries are read and checked once.
 *
 * @param lists the snippets by the name of their list
 * @returns the compiler messages for each snippet, in the order of the snippets
 */
export function compilerMessages<Name extends string>(
  lists: Readonly<Record<Name, readonly string[]>>,
): Record<Name, string[][]> {
  mkdirSync(FOLDER, { recursive: true });
  const files = Object.entries<readonly string[]>(lists).map(
    ([name, snippets]) =>
      [
        name,
        snippets.map((text, index) => {
          const file = join(FOLDER, `${name}-${index}.mts`);
          writeFileSync(file, text);
          return file;
        }),
      ] as const,
  );
  const program = ts.createProgram(
    files.flatMap(([, own]) => own),
    OPTIONS,
  );
  const messagesOf = (file: string) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return Object.fromEntries(files.map(([name, own]) => [name, own.map(messagesOf)])) as Record<
    Name,
    string[][]
  >;
}

/** Returns the output that a snippet promises in its comments `// prints: ...`. */
export function promised(text: string): string[] {
  return [...text.matchAll(/^\/\/ prints: (.*)$/gm)].map(([, line = '']) => line);
}

export interface Outcome {
  /** The reason why the run failed; omitted if it succeeded. */
  fault?: string;
  lines: string[];
}

export interface RunOptions {
  /** Replacements in the text of the snippet, such as the URL of an example. */
  replace?: Readonly<Record<string, string>>;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The maximum time of the run in milliseconds. @default 40000, less than the timeout of any test */
  timeoutMs?: number;
}

/** Runs a snippet in a separate process. A snippet that throws or does not end has a fault. */
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
