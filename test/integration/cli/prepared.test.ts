/** The build parses the bundle and compiles its schemas for the command. The results are those of `--spec`. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/document.ts';
import { cli } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { type Outgoing, startMutant } from '../../helpers/servers/mutant.ts';

const SPEC = ['--spec', join(ROOT, 'generated/openapi.yaml')];

/** The places of all values in a body that are no object and no list. */
function leavesOf(value: JsonObject): { parent: JsonObject; key: string }[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? leavesOf(inner as JsonObject) : [{ parent: value, key }],
  );
}

/** Makes a fault of the schema at a place of the body that depends only on the request. */
function spoil({ request, json }: Outgoing): void {
  // The port in `host` differs between test runs, and `connection` differs between equal requests.
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const seed = [...JSON.stringify([request.url, headers])].reduce(
    (sum, character) => sum + character.charCodeAt(0),
    0,
  );
  const leaves = leavesOf(json);
  const { parent, key } = leaves[seed % leaves.length] ?? { parent: json, key: 'success' };
  const before = parent[key];
  if (typeof before === 'number') parent[key] = seed % 2 === 0 ? -1 : 'text';
  else if (typeof before === 'string' && seed % 2 === 0) parent[key] = `${before} \u0000`;
  else delete parent[key];
}

test('verify reports the same faults with the prepared bundle and with --spec', async () => {
  const mutant = await startMutant({ response: spoil });
  try {
    const args = ['verify', mutant.url, '--only', 'successes', '--only', 'codes', '--reporter', 'json'];
    const [prepared, parsed] = await Promise.all([cli(...args), cli(...args, ...SPEC)]);
    const faults = [prepared, parsed].map(({ stdout }) =>
      (JSON.parse(stdout).faults as { cause: string; cases: string[] }[]).map(({ cause, cases }) => [
        cause,
        cases.toSorted(),
      ]),
    );
    expect(faults[0]?.length).toBeGreaterThan(10);
    expect(faults[0]?.toSorted()).toEqual(faults[1]?.toSorted());
  } finally {
    await mutant.close();
  }
});

test('the cases, the catalogue and the explanations are the same', async () => {
  const [{ code } = { code: '' }] = contract.errors;
  for (const args of [
    ['verify', '--list'],
    ['codes', '--json'],
    ['explain', code],
  ])
    expect(await cli(...args)).toEqual(await cli(...args, ...SPEC));
});
