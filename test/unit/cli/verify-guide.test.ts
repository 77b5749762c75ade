/**
 * The sample report in docs/verify.md is the output of a real run. To update it, run
 * `npx vitest run test/unit/cli/verify-guide.test.ts -u`, and read every changed line before you commit it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInProcess } from '../../helpers/program.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

const GUIDE = join(ROOT, 'docs/verify.md');

/** The block with the sample: its first line is the command. */
const SAMPLE = /(```text\n\$ npx social-data-contract (verify [^\n]*)\n)[\s\S]*?(```\n)/;

test('the sample report in docs/verify.md is the report of a real run', async () => {
  const guide = readFileSync(GUIDE, 'utf8');
  const [, , command = ''] = SAMPLE.exec(guide) ?? [];
  const mutant = await startMutant({
    response: ({ request, code, headers, json: { error, data } }) => {
      // The three faults.
      const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
      if (error && code !== undefined && token) error.message = `The token ${token} cannot do this.`;
      if (data) data.remaining_balance = '4999';
      delete headers['WWW-Authenticate'];
    },
  });
  const profile = join(temporaryFolder('verify-guide'), 'staging.yaml');
  writeFileSync(
    profile,
    `name: staging
baseUrl: ${mutant.url}
tokens: { success: { env: STAGING_TOKEN } }
provoke: { default: { token: "${contract.sandbox.errorToken}" } }
`,
  );
  const args = command.replace('staging.yaml', profile).split(' ');
  const { stdout, status } = await runInProcess(args, {
    env: { STAGING_TOKEN: contract.sandbox.successToken },
  });
  await mutant.close();
  expect(status).toBe(1);
  const report = stdout
    .replaceAll(mutant.url, `http://127.0.0.1:8080${contract.basePath}`)
    .replace(/in\s[\d.]+ s$/m, (duration) => duration.replace(/[\d.]+/, '0.50'));
  const updated = guide.replace(SAMPLE, (_, start, __, end) => `${start}\n${report}${end}`);
  await expect(updated).toMatchFileSnapshot(GUIDE);
});
