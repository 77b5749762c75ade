/** An exhaustive `switch` per operation, written from the catalogue: it compiles today, and not when a code is missing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, ROOT } from '../helpers/project.ts';

let folder: string;
beforeAll(() => {
  // In the repository, for its packages and its compiler options to be found.
  folder = mkdtempSync(join(ROOT, '.cache-types-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A function that switches over the codes of every operation and gives the rest to `never`. */
function program(leftOut?: string): string {
  const functions = contract.operations.map(({ id, codes, success }) => {
    const cases = codes
      .filter((code) => code !== leftOut)
      .map((code) => {
        const fields = contract.errors.find((entry) => entry.code === code)?.fields ?? [];
        const uses = fields.map(({ name }) => `void error[${JSON.stringify(name)}];`).join(' ');
        return `    case ${JSON.stringify(code)}: ${uses} return error.solution;`;
      });
    const fields = success.fields.map((name) => `void result.data[${JSON.stringify(name)}];`).join(' ');
    return `export function ${id}(result: Awaited<ReturnType<Client[${JSON.stringify(id)}]>>): string {
  if (result.success) { ${fields} return ''; }
  const { error } = result;
  if (error.kind !== 'api') return error.message;
  switch (error.code) {
${cases.join('\n')}
    default: { const rest: never = error; return rest; }
  }
}`;
  });
  return `import type { Client } from '../src/index.ts';\n${functions.join('\n')}\n`;
}

function compile(sources: Record<string, string>): Map<string, string[]> {
  const files = Object.entries(sources).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, ROOT);
  const built = ts.createProgram(files, options);
  return new Map(
    files.map((file) => [
      file.slice(folder.length + 1),
      ts
        .getPreEmitDiagnostics(built, built.getSourceFile(file))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    ]),
  );
}

test('a switch over all codes of an operation is exhaustive, and each code that it lacks is an error', () => {
  const [operation] = contract.operations;
  const sources = Object.fromEntries([
    ['all.ts', program()],
    ...(operation?.codes ?? []).map((code) => [`${code}.ts`, program(code)]),
  ]);
  const found = compile(sources);
  expect(found.get('all.ts')).toEqual([]);
  for (const code of operation?.codes ?? []) {
    const messages = found.get(`${code}.ts`) ?? [];
    expect(messages).toHaveLength(contract.operations.filter(({ codes }) => codes.includes(code)).length);
    for (const message of messages) expect(message).toContain("to type 'never'");
  }
});
