/** The tests of the tools can fail: each kind of fault in a tool or in its row is reported. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { installLocked } from '../../scripts/lib/fetch-package.ts';
import { startServer } from '../helpers/client/hostile-server.ts';
import { contract, temporaryFolder } from '../helpers/project.ts';
import { compile } from './generators/compile.ts';
import { programsFor, type Types } from './generators/program.ts';
import { acceptsCorrect, rejectsWrong } from './responses.ts';
import { expectResult } from './tool.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a check', () => {
  const fault = { message: 'the fault', reason: 'The tool is wrong.' };
  const fails = (message: string) => async () => {
    throw new Error(message);
  };
  const passes = async () => {};

  test('passes, or fails with its fault', async () => {
    await expectResult(passes, undefined);
    await expectResult(fails('This is the fault.'), fault);
  });

  test('must not fail without a fault, with another fault, or pass with a fault', async () => {
    await expect(expectResult(fails('broken'), undefined)).rejects.toThrow('broken');
    await expect(expectResult(fails('another'), fault)).rejects.toThrow("to contain 'the fault'");
    await expect(expectResult(passes, fault)).rejects.toThrow('no longer has this fault');
  });
});

describe('a validator', () => {
  test('must accept correct responses', async () => {
    await acceptsCorrect(() => {});
    const judge = ({ title }: { title: string }) => {
      if (title.includes(contract.errors[0]?.code ?? '')) throw new Error('no');
    };
    await expect(acceptsCorrect(judge)).rejects.toThrow(`Rejected: ${contract.operations[0]?.id}`);
  });

  test('must reject all seven wrong responses', async () => {
    const rejectsAll = () => {
      throw new Error('no');
    };
    await expect(rejectsWrong(rejectsAll)).rejects.toThrow('Rejected: ');
    const accepted = rejectsWrong(() => {});
    await expect(accepted).rejects.toThrow(
      'Accepted: wrong status, unknown code, missing field, field out of range, field of another type, both data and error, success without data.',
    );
  });
});

describe('the programs do not compile if the types have', () => {
  const good = contract.errors
    .map(({ code, fields }) => {
      const own = fields.map(({ name }) => `${name}: number; `).join('');
      return `{ code: "${code}"; message: string; ${own}}`;
    })
    .join(' | ');
  const typesOf = (errors: string, success = 'true'): Types => ({
    imports: `type Bodies = { success: ${success}; data: { [field: string]: number } } | { success: false; error: ${errors} };`,
    body: () => 'Bodies',
  });
  const filesWithErrors = (types: Types) => {
    const folder = temporaryFolder('programs');
    const programs = programsFor(types);
    for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text);
    return [...compile(folder, Object.keys(programs)).keys()].sort();
  };
  const [code = ''] = contract.errors.map((entry) => entry.code);
  const [field] = contract.errors.flatMap(({ fields }) => fields.map(({ name }) => name));

  test.each<[string, Types, string[]]>([
    ['nothing wrong', typesOf(good), []],
    ['any string as a code', typesOf(good.replace(`"${code}"`, 'string')), ['codes.ts', 'fields.ts']],
    ['a code too many', typesOf(`${good} | { code: "NO_SUCH_CODE"; message: string }`), ['codes.ts']],
    ['no field', typesOf(good.replace(`${field}: number; `, '')), ['fields.ts']],
    ['fields of type any', typesOf(good.replace(`${field}: number; `, `${field}: any; `)), ['fields.ts']],
    ['fields of all codes', typesOf(`(${good}) & { ${field}: number }`), ['fields.ts']],
    ['only any', typesOf('any'), ['codes.ts', 'fields.ts', 'success.ts']],
    ['a boolean as success', typesOf(good, 'boolean'), ['success.ts']],
  ])('%s', (_, types, files) => {
    expect(filesWithErrors(types)).toEqual(files);
  });
});

describe('an installation', () => {
  const locked = () => {
    const folder = temporaryFolder('locked');
    const dependencies = { 'no-such-package-of-this-test': '1.0.0' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
    const packages = {
      '': { dependencies },
      'node_modules/no-such-package-of-this-test': { version: '1.0.0', integrity: 'sha512-AA==' },
    };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
    return folder;
  };

  test('without the registry reports the reason and leaves nothing in the cache', async () => {
    const cache = temporaryFolder('cache');
    const gone = await startServer(() => {});
    await gone.close();
    vi.stubEnv('npm_config_registry', gone.baseUrl);
    const found = await installLocked(locked(), cache);
    expect(found).toMatchObject({ missing: expect.stringContaining('ECONNREFUSED') });
    expect(readdirSync(cache)).toEqual([]);
  });

  test('is made once for a lock file', async () => {
    const cache = temporaryFolder('cache');
    const folder = temporaryFolder('locked');
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": { "": {} } }');
    const first = await installLocked(folder, cache);
    expect(await installLocked(folder, cache)).toEqual(first);
    expect(readdirSync(cache)).toHaveLength(1);
    writeFileSync(join(folder, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": { "": {  } } }');
    expect(await installLocked(folder, cache)).not.toEqual(first);
    expect(readdirSync(cache)).toHaveLength(2);
  });
});
