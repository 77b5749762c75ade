/** What the client's types cost the compiler, beside openapi-fetch over the same types of the API. */
import { join } from 'node:path';
import ts from 'typescript';
import type { Contract, Operation } from '../../src/contract/model.ts';
import { type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import type { BenchResult } from './measure.ts';

/**
 * The instantiations of a program that makes a call, reads the data and switches over the codes: how often the compiler
 * fills in a generic type, as `tsc --extendedDiagnostics` has it. The count is the same each time; the time never is.
 */
export async function benchClientTypes(project: Project): Promise<BenchResult[]> {
  const contract = readGeneratedContract(project);
  const [operation] = contract.operations;
  if (!operation) throw new Error('The spec has no call to compile.');
  const counts = Object.entries(programs(contract, operation)).map(([name, source]) => ({
    name,
    count: instantiationsOf(project, name, source),
  }));
  const baseline = counts[0]?.count ?? Number.NaN;
  const rows = counts.map(({ name, count }) => ({
    name,
    value: String(count),
    ratio: count / baseline,
    note: '',
  }));
  const title = 'Type instantiations of a call and a switch over its codes';
  return [{ title: `${title} (TypeScript ${ts.version}, ratio to openapi-fetch)`, rows }];
}

/** The same in both: a call, every field of the data, every code and its fields, and nothing left. */
function programs({ errors }: Contract, operation: Operation): Record<string, string> {
  const { id, method, path, codes, parameters, success } = operation;
  const required = (where: string) =>
    parameters
      .filter((parameter) => parameter.required && parameter.in === where)
      .map(({ name, example }) => `${say(name)}: ${say(example)}`)
      .join(', ');
  const read = (object: string, names: readonly string[]) =>
    `return [${names.map((name) => `${object}[${say(name)}]`).join(', ')}];`;
  const cases = codes.map((code) => {
    const fields = errors.find((entry) => entry.code === code)?.fields ?? [];
    return `    case ${say(code)}: ${read('error', ['message', ...fields.map(({ name }) => name)])}`;
  });
  const switched = `switch (error.code) {
${cases.join('\n')}
    default: { const rest: never = error; return [rest]; }
  }`;
  return {
    'openapi-fetch': `import createClient from 'openapi-fetch';
import type { paths } from 'social-data-contract/types';
const http = createClient<paths>({ baseUrl: '' });
export async function call(): Promise<unknown[]> {
  const params = { path: { ${required('path')} }, query: { ${required('query')} } } as const;
  const result = await http.${method}(${say(path)}, { params });
  if (result.data) { ${read('result.data.data', success.fields)} }
  const { error } = result.error;
  ${switched}
}
`,
    'this client': `import { createClient } from 'social-data-contract';
const client = createClient({ baseUrl: '', token: '' });
export async function call(): Promise<unknown[]> {
  const parameters = { ${[required('path'), required('query')].filter(Boolean).join(', ')} } as const;
  const result = await client[${say(id)}](parameters);
  if (result.success) { ${read('result.data', success.fields)} }
  const { error } = result;
  if (error.kind !== 'api') return [error.message];
  ${switched}
}
`,
  };
}

function say(value: unknown): string {
  return JSON.stringify(value);
}

/** @throws {Error} where the program does not compile: then it does not measure what it is to measure */
function instantiationsOf({ root }: Project, name: string, source: string): number {
  // Below the repository, for the package to be found by its name, as built.
  const file = join(root, '.cache/bench', `${name.replaceAll(' ', '-')}.ts`);
  writeWhole(file, source);
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root);
  const program = ts.createProgram([file], options);
  const [fault] = ts.getPreEmitDiagnostics(program);
  if (fault) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`);
  return program.getInstantiationCount();
}
