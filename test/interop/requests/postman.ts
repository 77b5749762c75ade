/** Postman: the bundle as a collection, which newman runs against the sandbox. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { contract } from '../../helpers/project.ts';
import { documentOf, type Installed, importPackage, type Tool } from '../tool.ts';

interface Item {
  name: string;
  item?: Item[];
  response?: { code: number; body?: string }[];
}

interface Collection extends Item {
  info: object;
}

interface Converter {
  convertV2(
    input: { type: 'string'; data: string },
    options: object,
    done: (
      error: unknown,
      result: { result: boolean; reason?: string; output?: { data: Collection }[] },
    ) => void,
  ): void;
}

interface Newman {
  run(
    options: { collection: Collection; envVar: { key: string; value: string }[] },
    done: (
      error: unknown,
      summary: { run: { executions: { response?: { code: number; text(): string } }[] } },
    ) => void,
  ): void;
}

const READS = 'openapi.yaml';

export const POSTMAN: Tool = {
  name: 'openapi-to-postmanv2',
  use: 'with newman',
  locked: 'postman',
  reads: READS,
  checks: {
    'the collection has all codes in saved responses': async (installed) => {
      const codes = savedResponses(await collectionOf(installed)).flatMap(({ code, body }) =>
        code >= 400 ? [JSON.parse(body ?? '').error.code] : [],
      );
      expect(contract.errors.map(({ code }) => code).filter((code) => !codes.includes(code))).toEqual([]);
    },
    'newman receives the success and all codes from the sandbox': async (installed) => {
      const sandbox = await startSandbox({ contract });
      try {
        const expected = [
          [contract.sandbox.successToken, undefined],
          ...contract.errors.map(({ testToken, code }) => [testToken, code]),
        ];
        for (const [token, code] of expected)
          expect(await codesOf(installed, sandbox, String(token))).toEqual(
            contract.operations.map(() => code),
          );
      } finally {
        await sandbox.close();
      }
    },
  },
  faults: {
    'the collection has all codes in saved responses': {
      message: 'INVALID_API_TOKEN',
      reason:
        'A saved response has only the first example of a status, so the other codes of the status are missing.',
    },
  },
};

async function collectionOf(installed: Installed): Promise<Collection> {
  const { default: converter } = (await importPackage(installed, 'openapi-to-postmanv2')) as {
    default: Converter;
  };
  const data = readFileSync(documentOf({ reads: READS }), 'utf8');
  return new Promise((resolve, reject) => {
    converter.convertV2(
      { type: 'string', data },
      { parametersResolution: 'Example' },
      (error, { output, reason }) => {
        const collection = output?.[0]?.data;
        if (collection) resolve(collection);
        else reject(new Error(`No collection: ${error ?? reason}`));
      },
    );
  });
}

function savedResponses({ item = [], response = [] }: Item): { code: number; body?: string }[] {
  return [...response, ...item.flatMap(savedResponses)];
}

/** Returns the code of each response, or undefined for a success. */
async function codesOf(installed: Installed, { url }: Sandbox, token: string): Promise<unknown[]> {
  const { default: newman } = (await importPackage(installed, 'newman')) as { default: Newman };
  const collection = await collectionOf(installed);
  const envVar = [
    { key: 'baseUrl', value: url },
    { key: 'bearerToken', value: token },
  ];
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar }, (error, summary) => {
      if (error) return reject(error);
      resolve(
        summary.run.executions.map(({ response }) => {
          const body = JSON.parse(response?.text() ?? 'null');
          return body.success === true ? undefined : body.error.code;
        }),
      );
    });
  });
}
