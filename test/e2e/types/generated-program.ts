/** Generates programs that use the whole contract: every operation, code, field and allowed value. */
import type { ErrorField, Operation } from '../../../src/contract/model.ts';
import { contract } from '../../helpers/project.ts';

const q = JSON.stringify;

/** The fields of all codes, with their code. */
const fields = contract.errors.flatMap((entry) =>
  entry.fields.map((field) => ({ ...field, of: entry.code })),
);

/** Returns the TypeScript type for a type of JSON Schema. */
const typeOf = ({ type }: ErrorField) => (type === 'integer' ? 'number' : type);

/**
 * Generates a program that handles every code of every operation.
 *
 * @param leftOut a code to omit in every place that must name all codes
 */
export function generatedProgram(leftOut?: string): string {
  const codes = contract.errors.map(({ code }) => code).filter((code) => code !== leftOut);
  return `import type { Client, ErrorCode } from '../../../src/index.ts';
${contract.operations.map((operation) => switchOver(operation, leftOut)).join('\n')}
export function withoutDefault(code: ErrorCode): string {
  switch (code) {
    ${codes.map((code) => `case ${q(code)}:`).join(' ')} return code;
  }
}
export const table: Record<ErrorCode, number> = { ${codes.map((code) => `${q(code)}: 1`).join(', ')} };
`;
}

/** Generates a function that uses the data, then switches over all codes of the operation. */
function switchOver({ id, codes, success }: Operation, leftOut?: string): string {
  const cases = codes
    .filter((code) => code !== leftOut)
    .map((code) => `    case ${q(code)}: {\n${usesOf(code)}\n      return error.solution;\n    }`);
  return `export function ${id}(result: Awaited<ReturnType<Client[${q(id)}]>>): string {
  if (result.success) { ${success.fields.map((name) => `void result.data[${q(name)}];`).join(' ')} return ''; }
  const { error } = result;
  if (error.kind !== 'api') return error.message;
  switch (error.code) {
${cases.join('\n')}
    default: { const rest: never = error; return rest; }
  }
}`;
}

/** Generates uses of all fields: fields of this code may be undefined, and fields of other codes must not compile. */
function usesOf(code: string): string {
  const own = fields.filter((field) => field.of === code);
  const others = fields.filter(({ name }) => !own.some((field) => field.name === name));
  return [
    ...own.flatMap((field) => [
      `const ${field.name}: ${typeOf(field)} | undefined = error[${q(field.name)}]; void ${field.name};`,
      '// @ts-expect-error A server may omit the field.',
      `const sure_${field.name}: ${typeOf(field)} = error[${q(field.name)}]; void sure_${field.name};`,
    ]),
    ...others.flatMap(({ name }) => [
      '// @ts-expect-error A field of another code.',
      `void error[${q(name)}];`,
    ]),
  ]
    .map((line) => `      ${line}`)
    .join('\n');
}

/** Generates calls of every operation with each allowed value of a parameter, and with invalid values. */
export function generatedCalls(): string {
  const calls = contract.operations.flatMap(({ id, parameters }) => {
    const plain = parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]);
    const call = (changes: Record<string, unknown>) => {
      // Not one JSON.stringify for all entries, because it omits undefined.
      const entries = Object.entries({ ...Object.fromEntries(plain), ...changes });
      return `void client[${q(id)}]({ ${entries.map(([name, value]) => `${q(name)}: ${q(value)}`).join(', ')} });`;
    };
    return [
      call({}),
      ...parameters.flatMap(({ name, required, example, schema }) => {
        const allowed = Array.isArray(schema.enum) ? schema.enum : [example];
        const invalid = [
          // A string for a number, a number for a string, a list, another spelling.
          typeof example === 'number' ? String(example) : 7,
          [example],
          ...(Array.isArray(schema.enum) ? allowed.map((value) => `${value}_`) : []),
          null,
        ];
        return [
          ...allowed.map((value) => call({ [name]: value })),
          ...invalid.flatMap((value) => ['// @ts-expect-error Invalid value.', call({ [name]: value })]),
          ...(required ? ['// @ts-expect-error The parameter is required.'] : []),
          call({ [name]: undefined }),
        ];
      }),
      '// @ts-expect-error Unknown parameter.',
      call({ no_such_parameter: 1 }),
    ];
  });
  return `import type { Client } from '../../../src/index.ts';\ndeclare const client: Client;\n${calls.join('\n')}\n`;
}
