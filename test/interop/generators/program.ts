/** Programs that use the types of generated code. They know all codes and fields of the contract. */
import type { ErrorEntry, ErrorField, Operation } from '../../../src/contract/model.ts';
import { contract } from '../../helpers/project.ts';

/** How a program refers to the types of a generator. */
export interface Types {
  /** The import declarations. */
  imports: string;
  /** Returns the type of all bodies of an operation. */
  body(operationId: string): string;
  /** Returns the type of all errors of an operation. @default the errors of the bodies whose `success` is false */
  error?(operationId: string, codes: readonly string[]): string;
  /** Returns the expression for a code in a `case`. @default the string */
  label?(code: string): string;
}

const q = JSON.stringify;

/** The programs by file name. Each must compile, and the mistakes in it must not: `@ts-expect-error` marks them. */
export function programsFor(types: Types): Record<string, string> {
  const each = (write: (operation: Operation) => string) =>
    `${types.imports}\n${contract.operations.map(write).join('\n')}`;
  return {
    'codes.ts': each((operation) => switches(types, operation)),
    'fields.ts': each((operation) => fieldUses(types, operation)),
    'success.ts': each((operation) => narrowing(types, operation)),
  };
}

function errorType({ body, error }: Types, { id, codes }: Operation): string {
  return error?.(id, codes) ?? `Extract<${body(id)}, { success: false }>['error']`;
}

/** A switch over all codes compiles, and a switch that omits a code does not. */
function switches(types: Types, operation: Operation): string {
  const label = types.label ?? q;
  const write = (name: string, codes: readonly string[], comment = '') =>
    `export function ${operation.id}_${name}(error: ${errorType(types, operation)}): string {
  switch (error.code) {
${codes.map((code) => `    case ${label(code)}: return error.message;`).join('\n')}
    default: {
      ${comment}
      const rest: never = error; return rest;
    }
  }
}`;
  const { codes } = operation;
  return [
    write('all', codes),
    ...codes.map((omitted) =>
      write(
        `without_${omitted}`,
        codes.filter((code) => code !== omitted),
        '// @ts-expect-error A code is missing.',
      ),
    ),
  ].join('\n');
}

/** In the case of a code, exactly the fields of the code exist, with their types. */
function fieldUses(types: Types, operation: Operation): string {
  const label = types.label ?? q;
  const entries = contract.errors.filter(({ code }) => operation.codes.includes(code));
  const names = new Set(entries.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const uses = ({ fields }: ErrorEntry) => [
    ...fields.flatMap(({ name, type }) => [
      `{ const value: ${typeOf(type)} = error.${name}; void value; }`,
      '// @ts-expect-error The field has another type.',
      `{ const value: symbol = error.${name}; void value; }`,
    ]),
    ...[...names]
      .filter((name) => !fields.some((field) => field.name === name))
      .flatMap((name) => ['// @ts-expect-error A field of another code.', `void error.${name};`]),
  ];
  const cases = entries.map(
    (entry) =>
      `    case ${label(entry.code)}: {\n${uses(entry)
        .map((line) => `      ${line}`)
        .join('\n')}\n      break;\n    }`,
  );
  return `export function ${operation.id}_fields(error: ${errorType(types, operation)}): void {
  switch (error.code) {
${cases.join('\n')}
  }
}`;
}

/** After a check of `success`, the data or the error has its type. */
function narrowing({ body }: Types, { id, success }: Operation): string {
  const { balanceField } = success;
  if (balanceField === undefined) return '';
  return `export function ${id}_success(body: ${body(id)}): void {
  if (body.success) {
    const value: number = body.data.${balanceField}; void value;
    // @ts-expect-error The field has another type.
    { const value: symbol = body.data.${balanceField}; void value; }
  } else {
    const message: string = body.error.message; void message;
    // @ts-expect-error The field has another type.
    { const message: symbol = body.error.message; void message; }
  }
}`;
}

function typeOf(type: ErrorField['type']): string {
  return type === 'integer' ? 'number' : type;
}
