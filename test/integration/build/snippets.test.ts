/**
 * The programs of "Handle it": those in TypeScript compile against the built package, and each program of each language
 * handles its code. A proxy returns the code once, then lets requests through to the sandbox.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from '../../../scripts/lib/spawn.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { LANGUAGES } from '../../../src/reference/handling/handling.ts';
import { situationOf } from '../../../src/reference/handling/situation.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { compilerMessages, runSnippet } from '../../helpers/snippet.ts';

const { errors, successToken } = catalogueOf(contract);

const programs = errors.flatMap((entry) =>
  LANGUAGES.map(([label, language, write]) => {
    const situation = situationOf(entry, contract);
    if (!situation) throw new Error(`No operation returns ${entry.code}.`);
    return { entry, code: entry.code, label, language, situation, text: write(situation) };
  }),
);

let sandbox: Sandbox;
let proxy: Server;
/** The paths that have had the error. */
const refused = new Set<string>();
const folder = temporaryFolder('handling');

beforeAll(async () => {
  sandbox = await startSandbox({ contract, retryAfter: 1 });
  // The first part of the path names the program. It gets the error of its token once, and then a success.
  proxy = createServer((incoming, response) => {
    const [, program = '', ...rest] = (incoming.url ?? '').split('/');
    const { headers } = incoming;
    if (refused.has(program))
      for (const { header, scheme } of contract.credentials)
        if (headers[header.toLowerCase()])
          headers[header.toLowerCase()] = [scheme, successToken].filter(Boolean).join(' ');
    refused.add(program);
    const options = { port: sandbox.port, path: `/${rest.join('/')}`, method: incoming.method, headers };
    const forwarded = sendRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    forwarded.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  proxy?.closeAllConnections();
  proxy?.close();
  await sandbox?.close();
});

/** Runs a program against the proxy. */
async function run({ code, language, text }: (typeof programs)[number]) {
  const { port } = proxy.address() as AddressInfo;
  const name = `${code}-${language}`;
  const own = text.replaceAll(SANDBOX.origin, `http://127.0.0.1:${port}/${name}`);
  if (language === 'ts') {
    const { fault = '', lines } = await runSnippet(`handling-${name}`, own);
    return { failed: fault !== '', output: [...lines, fault].join('\n') };
  }
  const [command = '', extension = ''] = {
    js: [process.execPath, 'mjs'],
    python: ['python3', 'py'],
    sh: ['sh', 'sh'],
  }[language] as string[];
  const file = join(folder, `${name}.${extension}`);
  writeFileSync(file, own);
  const { status, stdout, stderr } = await runProcess(command, [file], { cwd: folder, timeoutMs: 40_000 });
  return { failed: status !== 0, output: stdout + stderr };
}

test('all programs in TypeScript compile, and a program with an unknown code or field does not', () => {
  const ofTypeScript = programs.filter(({ language }) => language === 'ts');
  const wrong = ofTypeScript.map(({ code, text }) => text.replace(`=== '${code}'`, `=== '${code}S'`));
  const fields = ofTypeScript
    .filter(({ entry }) => entry.fields.length > 0)
    .map(({ entry, text }) => text.replace(`result.error.${entry.fields[0]?.name}`, 'result.error.nothing'));
  const texts = ofTypeScript.map(({ text }) => text);
  expect(texts).toHaveLength(errors.length);
  const messages = compilerMessages({ handling: texts, wrong: [...wrong, ...fields] });
  expect(messages.handling).toEqual(texts.map(() => []));
  for (const found of messages.wrong) expect(found).not.toEqual([]);
});

const missing = LANGUAGES.map(([, language]) => language).filter(
  (language) => ({ python: 'python3', sh: 'curl' })[language] !== undefined && !hasTool(language),
);

function hasTool(language: string): boolean {
  return spawnSync(language === 'python' ? 'python3' : 'curl', ['--version']).status === 0;
}

if (missing.length > 0)
  console.warn(`SKIPPED: the programs of ${missing.join(' and ')}. The tool is not installed.`);

describe.each(LANGUAGES.filter(([, language]) => !missing.includes(language)))('%s', (_, language) => {
  test.concurrent.for(programs.filter((program) => program.language === language))(
    '$code',
    async (program) => {
      const { entry, situation } = program;
      const { failed, output } = await run(program);
      const message = (entry.example.error as { message: string }).message;
      if (situation.correction || entry.retry !== 'never') {
        // The program corrects the value or retries, and receives the success.
        expect(output).not.toContain(message);
        for (const field of situation.operation.success.fields) expect(output).toContain(field);
        expect(failed).toBe(false);
      } else {
        // The program does not retry: it reports the message and the additional fields, and ends with a failure.
        expect(output).toContain(message);
        for (const { name } of entry.fields)
          expect(output).toContain(String((entry.example.error as Record<string, unknown>)[name]));
        expect(failed || language === 'ts').toBe(true);
      }
    },
  );
});
