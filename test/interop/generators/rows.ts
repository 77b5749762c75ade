/** The generators of TypeScript, with the options that a user of the tool chooses for typed errors. */
import { expect } from 'vitest';
import { type ApiResponse, correctResponses } from '../responses.ts';
import type { Fault, Tool } from '../tool.ts';
import {
  COMPILES,
  type Exports,
  type Generator,
  generator,
  parserChecks,
  REJECTS_WRONG,
  SUCCESS,
} from './generator.ts';

/** An object with a method of zod. */
interface Parser {
  parse(value: unknown): unknown;
}

/** Returns an operation id with an initial capital, as most generators name types. */
const capital = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);

/** Parses a body with the exported zod schema of this name. */
function parseWith(exports: Exports, name: string, body: unknown): unknown {
  const parser = exports[name] as Parser | undefined;
  if (!parser) throw new Error(`The output does not export ${name}.`);
  return parser.parse(body);
}

const ignoresNot: Fault = {
  message: 'Accepted: both data and error.',
  reason: 'The parsers ignore `not`, so they accept a body that has both `data` and `error`.',
};

const heyApi: Generator = {
  name: '@hey-api/openapi-ts',
  locked: 'hey-api',
  command: ['openapi-ts', '-i', 'openapi.yaml', '-o', 'out'],
  types: {
    imports: "import type * as api from './out/index.ts';",
    body: (id) => `(api.${capital(id)}Response | api.${capital(id)}Error)`,
  },
};

const orval = (
  use: string,
  output: object,
): Pick<Generator, 'name' | 'use' | 'locked' | 'command' | 'files'> => ({
  name: 'orval',
  use,
  locked: 'orval',
  command: ['orval', '--config', 'orval.config.cjs'],
  files: {
    'orval.config.cjs': `module.exports = ${JSON.stringify({ api: { input: 'openapi.yaml', output } })};`,
  },
});

const orvalFetch: Generator = {
  ...orval('fetch', { target: 'out/api.ts', client: 'fetch' }),
  types: {
    imports: "import type * as api from './out/api.ts';",
    body: (id) => `Awaited<ReturnType<typeof api.${id}>>['data']`,
  },
};

const orvalZod: Generator = {
  ...orval('zod', {
    target: 'out/api.ts',
    client: 'zod',
    override: { zod: { generateEachHttpStatus: true } },
  }),
  module: 'out/api.ts',
  moduleChecks: parserChecks((exports, { operation, status, body }) =>
    parseWith(exports, `${operation.id}${status}Response`, body),
  ),
  faults: { [REJECTS_WRONG]: ignoresNot },
};

const orvalMswOutput = orval('msw', {
  target: 'out/api.ts',
  client: 'fetch',
  mock: { type: 'msw', useExamples: true, generateEachHttpStatus: true, delay: false },
});

const orvalMsw: Generator = {
  ...orvalMswOutput,
  files: {
    ...orvalMswOutput.files,
    'mocks.ts': "export * from './out/api.ts';\nexport { getResponse } from 'msw';\n",
  },
  module: 'mocks.ts',
  moduleChecks: { 'mocks return an example for each status': mocksReturnExamples },
};

/** Requests each mock and compares its response with the examples of the same status. */
async function mocksReturnExamples(exports: Exports): Promise<void> {
  const getResponse = exports.getResponse as (handlers: unknown[], request: Request) => Promise<Response>;
  const correct = correctResponses();
  for (const { operation, status, path } of correct) {
    const mock = exports[`get${capital(operation.id)}MockHandler${status}`] as () => unknown;
    const response = await getResponse([mock()], new Request(`http://127.0.0.1${path}`));
    expect(response.status).toBe(status);
    const examples = correct.filter((one) => one.operation === operation && one.status === status);
    expect(examples.map(({ body }) => body)).toContainEqual(await response.json());
  }
}

const kubb: Generator = {
  name: '@kubb/core',
  use: 'types and zod',
  locked: 'kubb',
  command: ['kubb', 'generate', '--config', 'kubb.config.js'],
  files: {
    'kubb.config.js': `import { defineConfig } from '@kubb/core';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
import { pluginZod } from '@kubb/plugin-zod';
export default defineConfig({
  root: '.',
  input: { path: './openapi.yaml' },
  output: { path: './out', format: false, lint: false },
  plugins: [pluginOas(), pluginTs(), pluginZod()],
});`,
  },
  types: {
    imports: "import type * as api from './out/index.ts';",
    body: (id) => `(api.${capital(id)}Query['Response'] | api.${capital(id)}Query['Errors'])`,
  },
  module: 'out/index.ts',
  moduleChecks: parserChecks((exports, { operation, status, body }) =>
    parseWith(exports, `${operation.id}${status}Schema`, body),
  ),
  faults: { [REJECTS_WRONG]: ignoresNot },
};

const swaggerTypescriptApi: Generator = {
  name: 'swagger-typescript-api',
  locked: 'swagger-typescript-api',
  command: ['swagger-typescript-api', 'generate', '-p', 'openapi.yaml', '-o', 'out', '-n', 'api.ts'],
  types: {
    imports: `import type { Api } from './out/api.ts';
type Group<Id extends string> = Extract<Api<unknown>[keyof Api<unknown>], { [id in Id]: unknown }>;`,
    body: (id) => {
      const response = `Awaited<ReturnType<Group<'${id}'>['${id}']>>`;
      return `(${response}['data'] | ${response}['error'])`;
    },
  },
};

const oazapfts: Generator = {
  name: 'oazapfts',
  locked: 'oazapfts',
  command: ['oazapfts', 'openapi.yaml', 'out/api.ts'],
  types: {
    imports: "import type * as api from './out/api.ts';",
    body: (id) => `Awaited<ReturnType<typeof api.${id}>>['data']`,
  },
};

const openapiZodClient: Generator = {
  name: 'openapi-zod-client',
  locked: 'openapi-zod-client',
  command: [
    'openapi-zod-client',
    'openapi.yaml',
    '-o',
    'out/api.ts',
    '--with-alias',
    '--additional-props-default-value',
    'false',
  ],
  types: {
    imports: `import { api } from './out/api.ts';
type Endpoint<Id> = Extract<(typeof api.api)[number], { alias: Id }>;`,
    body: (id) =>
      `(Endpoint<'${id}'>['response']['_output'] | Endpoint<'${id}'>['errors'][number]['schema']['_output'])`,
  },
  module: 'out/api.ts',
  moduleChecks: parserChecks(parseWithEndpoint),
  faults: {
    [COMPILES]: {
      message: 'TS2769: No overload matches this call.',
      reason:
        'An enum with null becomes `z.enum([..., null])`, which is a type error. The parser itself works.',
    },
    [REJECTS_WRONG]: ignoresNot,
  },
};

interface Endpoint {
  alias: string;
  response: Parser;
  errors: { status: number; schema: Parser }[];
}

function parseWithEndpoint(exports: Exports, { operation, status, body }: ApiResponse): unknown {
  const { api } = exports as { api: { api: Endpoint[] } };
  const endpoint = api.api.find(({ alias }) => alias === operation.id);
  const error = endpoint?.errors.find((one) => one.status === status);
  const parser = status === operation.success.status ? endpoint?.response : error?.schema;
  if (!parser) throw new Error(`The output has no schema for the status ${status} of ${operation.id}.`);
  return parser.parse(body);
}

const openapiTypescriptCodegen: Generator = {
  name: 'openapi-typescript-codegen',
  locked: 'openapi-typescript-codegen',
  command: ['openapi', '-i', 'openapi.yaml', '-o', 'out'],
  types: {
    imports: `import * as api from './out/index.ts';
type Service<Id extends string> = Extract<(typeof api)[keyof typeof api], { [id in Id]: unknown }>;`,
    body: (id) => `Awaited<ReturnType<Service<'${id}'>['${id}']>>`,
    error: (_, codes) => codes.map((code) => `api.${code}`).join(' | '),
    label: (code) => `api.${code}.code.${code}`,
  },
  faults: {
    [SUCCESS]: {
      message: "TS2578: Unused '@ts-expect-error' directive.",
      reason:
        'The type of a call is only the success, with `success: boolean`. The types of the errors exist, but the user must apply them.',
    },
  },
};

export const GENERATORS: readonly Tool[] = [
  heyApi,
  orvalFetch,
  orvalZod,
  orvalMsw,
  kubb,
  swaggerTypescriptApi,
  oazapfts,
  openapiZodClient,
  openapiTypescriptCodegen,
].map(generator);
