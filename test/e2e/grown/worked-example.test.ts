/** A maintainer who follows "Add an operation with a body" in spec/README.md gets a client, a sandbox, tests and docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../../../src/contract/model.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { runInProcess } from '../../helpers/program.ts';
import { ROOT } from '../../helpers/project.ts';
import { type Copy, copyFor } from './copy.ts';

/** A file of the example; `under` is the key of an existing file that the text belongs to. */
interface Example {
  file: string;
  under?: string;
  text: string;
}

/** Returns the files of the section, which are indented by three spaces. */
function examplesOf(heading: string): Example[] {
  const readme = readFileSync(join(ROOT, 'spec/README.md'), 'utf8');
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [steps = ''] = section.split('\n## ');
  const blocks = steps.matchAll(/^ {3}`([^`]+)`(?:, under `(\w+)`)?\n\n {3}```yaml\n([\s\S]*?)^ {3}```$/gm);
  return [...blocks].map(([, file = '', under, text = '']) => ({
    file,
    ...(under !== undefined && { under }),
    text: text.replaceAll(/^ {3}/gm, ''),
  }));
}

/** Writes the files of the example. A text for an existing file comes first under the key. */
function follow(spec: string, examples: readonly Example[]): void {
  for (const { file, under, text } of examples) {
    const path = join(spec, file);
    if (under === undefined) writeFileSync(path, text, { flag: 'wx' });
    else writeFileSync(path, readFileSync(path, 'utf8').replace(`\n${under}:\n`, `\n${under}:\n${text}`));
  }
}

/** A program that calls the new operation. The mistakes must not compile. */
const program = (baseUrl: string) => `import { createClient } from './generated/client.ts';

const client = createClient({ baseUrl: '${baseUrl}', token: 'test_ok' });
const { success, data, error, response } = await client.createReport({
  body: { kind: 'mentions', hashtags: ['travel'] },
});
console.log(JSON.stringify({ success, data, error, location: response?.headers.get('Location') }));

export function mistakes(): void {
  // @ts-expect-error The body is required.
  client.createReport({});
  // @ts-expect-error A required field is missing.
  client.createReport({ body: { kind: 'mentions' } });
  // @ts-expect-error The value is not in the enum.
  client.createReport({ body: { kind: 'likes', hashtags: ['travel'] } });
}
`;

let copy: Copy;
let contract: Contract;
let operation: Operation;

beforeAll(async () => {
  copy = copyFor('worked-example');
  follow(join(copy.folder, 'spec'), examplesOf('Add an operation with a body'));
  await copy.build();
  contract = copy.contract();
  operation = contract.operations.find(({ body }) => body !== undefined) as Operation;
});

/** Runs `verify` with the new spec for the new operation. */
const verify = (url: string) =>
  runInProcess(['verify', url, '--spec', copy.bundle, '--only', operation.id, '--verbose']);

/** Calls a function with a sandbox of the new spec. */
async function withSandbox(
  use: (sandbox: Sandbox) => Promise<void>,
  before?: (...args: Parameters<RequestListener>) => boolean,
): Promise<void> {
  const sandbox = await startSandbox({ contract, ...(before && { before }) });
  try {
    await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('the operation of the example', () => {
  test('is a method of the client, which sends a typed body', async () => {
    await withSandbox(async ({ url }) => {
      writeFileSync(join(copy.folder, 'program.ts'), program(url));
      const settings = { extends: './tsconfig.json', include: ['program.ts'] };
      writeFileSync(join(copy.folder, 'tsconfig.program.json'), JSON.stringify(settings));
      await copy.run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.program.json');
      expect(JSON.parse(await copy.tsx('program.ts'))).toEqual({
        success: true,
        data: { report_id: 7, remaining_balance: 970 },
        location: '/api/v1/reports/7',
      });
    });
  });

  test('rejects an invalid body in the sandbox', async () => {
    await withSandbox(async ({ url }) => {
      const send = async (body: string) => {
        const response = await fetch(url + operation.path, {
          ...{ method: operation.method, body },
          headers: { 'Content-Type': 'application/json', 'X-API-Token': 'test_ok' },
        });
        const { success, error } = JSON.parse(await response.text());
        return success ? response.status : error.code;
      };
      expect(await send(JSON.stringify(operation.body?.example))).toBe(201);
      expect(operation.body?.invalid).toBeDefined();
      for (const body of ['{"nope":1}', '{"kind":"mentions","hashtags":[]}', '{', 'null', ''])
        expect(await send(body), body).toBe(operation.body?.invalid);
    });
  });

  test('is covered by verify: the sandbox passes, and a server that accepts every body fails', async () => {
    await withSandbox(async ({ url }) => {
      const { status, stdout, stderr } = await verify(url);
      expect(status, stdout + stderr).toBe(0);
      expect(stdout).toContain(`✔ ${operation.id}/`);
    });
    const { status, headers, content } = operation.success;
    const acceptsAll = (...[request, response]: Parameters<RequestListener>) => {
      const isOwn = request.method === operation.method && request.url === contract.basePath + operation.path;
      const isAllowed = request.headers.authorization === `Bearer ${contract.sandbox.successToken}`;
      if (!isOwn || !isAllowed) return false;
      request.resume().on('end', () => {
        for (const { name, example } of headers) response.setHeader(name, String(example));
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(content?.example));
      });
      return true;
    };
    await withSandbox(async ({ url }) => {
      const { status: exit, stdout } = await verify(url);
      expect(exit, stdout).toBe(1);
      const failed = stdout.split('\n').filter((line) => /^\s*✗/.test(line));
      expect(failed.join('\n')).toMatch(/body/);
      expect(stdout).toContain(operation.body?.invalid);
    }, acceptsAll);
  });

  test('is in the docs, with the fields and the example of the body', () => {
    const page = readFileSync(join(copy.folder, 'generated/docs/operations.html'), 'utf8');
    // The page shows this document; it is megabytes long, so a failure must not print it.
    const [, definition = '{}'] = /__redoc_definition = (\{.*\});$/m.exec(page) ?? [];
    const { paths } = JSON.parse(definition);
    expect(paths[operation.path][operation.method.toLowerCase()].requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { examples: { january: { value: operation.body?.example } } } },
    });
  });
});
