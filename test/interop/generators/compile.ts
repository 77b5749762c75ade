/** Compiles TypeScript as a strict project does. */
import { join } from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  // Some generators import "./file.ts".
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  // The declarations of other packages are not the output of the generator.
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Returns the messages of the compiler by file, relative to the folder. The key of other messages is ''. */
export function compile(folder: string, files: readonly string[]): Map<string, string[]> {
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    OPTIONS,
  );
  const messages = new Map<string, string[]>();
  for (const { file, start = 0, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName.slice(folder.length + 1) ?? '';
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = `${name}:${line} TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    messages.set(name, [...(messages.get(name) ?? []), text]);
  }
  return messages;
}
