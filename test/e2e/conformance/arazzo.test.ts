/** Runs generated/arazzo.yaml with `redocly respect` against the sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CLI, run, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';

const FILE = join(ROOT, 'generated/arazzo.yaml');
const REDOCLY = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');

let sandbox: Serving;
beforeAll(async () => {
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox.stop());

const respect = (server: string) =>
  run(process.execPath, [REDOCLY, 'respect', FILE, '--server', `social-data=${server}`], ROOT, {
    REDOCLY_TELEMETRY: 'off',
  });

test('arazzo.yaml has a step for the success and for every code of every operation', () => {
  const { workflows } = parse(readFileSync(FILE, 'utf8')) as {
    workflows: { workflowId: string; steps: { stepId: string }[] }[];
  };
  expect(workflows.map(({ workflowId }) => workflowId)).toEqual(contract.operations.map(({ id }) => id));
  for (const { steps } of workflows) {
    expect(steps.map(({ stepId }) => stepId)).toEqual([
      'success',
      ...contract.errors.map(({ code }) => code),
    ]);
  }
});

test('redocly respect passes against the sandbox', async () => {
  const { status, stdout } = await respect(sandbox.found);
  const steps = contract.operations.length * (contract.errors.length + 1);
  expect(stdout).toContain(`Steps: ${steps} passed, ${steps} total`);
  expect(status, stdout.slice(-2000)).toBe(0);
});

test('redocly respect fails against a server with other responses', async () => {
  expect((await respect(new URL('/elsewhere', sandbox.found).href)).status).not.toBe(0);
});
