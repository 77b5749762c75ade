/** Two tools accept the 3.0 edition as a valid OpenAPI 3.0 document. The first compares it with the JSON Schema of OpenAPI 3.0. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { binOf } from '../../../scripts/lib/run-tool.ts';
import { run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

const folder = temporaryFolder('openapi-3.0');
const rules = join(folder, 'redocly.yaml');
writeFileSync(rules, 'extends: [spec]\n');

/** Returns the command line of each tool for a file. */
const TOOLS: Record<string, (file: string) => string[]> = {
  Spectral: (file) => [
    binOf('@stoplight/spectral-cli', 'spectral'),
    ...['lint', file, '--ruleset', join(ROOT, '.spectral.yaml'), '--fail-severity', 'warn'],
  ],
  Redocly: (file) => [binOf('@redocly/cli', 'redocly'), 'lint', file, '--config', rules],
};

describe.for(Object.entries(TOOLS))('%s', ([, command]) => {
  const lint = (file: string) => run(process.execPath, command(file), folder, { REDOCLY_TELEMETRY: 'off' });

  test('accepts the edition', async () => {
    expect(await lint(join(ROOT, 'generated/openapi-3.0.yaml'))).toMatchObject({ status: 0 });
  });

  test('rejects the keywords of 3.1 in a 3.0 document', async () => {
    const wrong = join(folder, 'wrong.json');
    const text = readFileSync(join(ROOT, 'generated/openapi.json'), 'utf8');
    writeFileSync(wrong, text.replace(/"openapi": "[^"]+"/, '"openapi": "3.0.3"'));
    const { status, stdout, stderr } = await lint(wrong);
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/summary/);
    expect(stdout + stderr).toMatch(/const/);
  });
});
