/**
 * The guides in docs/ are correct: the recipes compile against the built package and print what they promise, the tables
 * list all options with their defaults, and the links lead somewhere.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findChromium } from '../../scripts/lib/chromium.ts';
import { DEFAULTS, ITEMS_RULES } from '../../src/client/read-options.ts';
import { checkProfile } from '../../src/conformance/profile/profile.ts';
import schema from '../../src/conformance/schemas/profile.schema.json' with { type: 'json' };
import { createClient } from '../../src/index.ts';
import { CLI, cli, type Serving, serve } from '../helpers/command.ts';
import { checkLinks } from '../helpers/markdown-links.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';
import { blocksOf, compilerMessages, promised, runSnippet } from '../helpers/snippet.ts';

const FOLDER = join(ROOT, 'docs');
const guides = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** The profile that the recipes use. It provokes each code at the sandbox. */
const PROFILE = `tokens: { success: ${contract.sandbox.successToken} }
provoke:
  default: { token: "${contract.sandbox.errorToken}" }
`;

/** The code that marks an exhaustive switch. */
const EXHAUSTIVE = 'satisfies never';

/**
 * Adds missing cases to the exhaustive switch of a recipe, as a reader would. A new code is a change in spec/ only and
 * must not break this test.
 */
function withNewCodes(text: string): string {
  if (!text.includes(EXHAUSTIVE)) return text;
  const missing = contract.errors.filter(({ code }) => !text.includes(`'${code}'`));
  return text.replace(
    /^ *default:/m,
    (end) => `${missing.map(({ code }) => `    case '${code}':\n      return '';\n`).join('')}${end}`,
  );
}

/** Starts a proxy that connects to any host (RFC 9110 9.3.6), and counts the connections. */
async function startProxy() {
  const proxy = createServer();
  const counted = { connections: 0 };
  proxy.on('connect', (request, client, head) => {
    counted.connections++;
    const { hostname, port } = new URL(`http://${request.url}`);
    const server = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.write(head);
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return { counted, url: `http://127.0.0.1:${port}`, stop: () => proxy.close() };
}

let sandbox: Serving;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let folder: string;
beforeAll(async () => {
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
  proxy = await startProxy();
  folder = temporaryFolder('guides');
  writeFileSync(join(folder, 'staging.yaml'), PROFILE);
});
afterAll(() => {
  proxy?.stop();
  return sandbox?.stop();
});

/** The recipes of all guides, compiled together because each compilation checks the libraries again. */
const recipesOf = Object.fromEntries(guides.map((guide) => [guide, blocksOf(textOf(guide), 'ts')]));

/** The exhaustive switch, with one case less. */
const incomplete = Object.values(recipesOf)
  .flat()
  .filter((text) => text.includes(EXHAUSTIVE))
  .map((text) => withNewCodes(text).replace(/^ *case '[A-Z_]+':\n/m, ''));

let compiled: Record<string, string[][]>;
function messagesOf(name: string): string[][] | undefined {
  compiled ??= compilerMessages({
    ...Object.fromEntries(guides.map((guide) => [guide, (recipesOf[guide] ?? []).map(withNewCodes)])),
    incomplete,
  });
  return compiled[name];
}

describe.each(guides)('%s', (guide) => {
  const recipes = recipesOf[guide] ?? [];

  test('the recipes compile against the built package', () => {
    expect(recipes.length).toBeGreaterThan(0);
    expect(messagesOf(guide)).toEqual(recipes.map(() => []));
  });

  for (const [index, recipe] of recipes.entries()) {
    const number = index + 1;
    const absent = recipe.includes('playwright') && findChromium() === undefined;
    const reason = absent ? ' (skipped: Chromium is not installed)' : '';
    test.skipIf(absent)(`recipe ${number} prints the promised output${reason}`, async () => {
      const proxyUrl = 'http://127.0.0.1:3128';
      const { fault, lines } = await runSnippet(`${guide}-${number}`, recipe, {
        // In this test, the sandbox is also the server under test.
        replace: {
          'http://127.0.0.1:4010': new URL(sandbox.found).origin,
          'http://127.0.0.1:8080': new URL(sandbox.found).origin,
          [proxyUrl]: proxy.url,
        },
        cwd: folder,
        env: { CHROMIUM_PATH: findChromium(), STAGING_TOKEN: contract.sandbox.successToken },
      });
      expect(fault).toBeUndefined();
      const expected = promised(recipe);
      expect(expected.length).toBeGreaterThan(0);
      // node:test prints its report after the output of the tests.
      const printed = recipe.includes("'node:test'") ? lines.slice(0, expected.length) : lines;
      expect(printed.map((line) => line.replace(/"durationMs":\d+/g, '"durationMs":…'))).toEqual(expected);
      if (recipe.includes(proxyUrl)) expect(proxy.counted.connections).toBeGreaterThan(0);
    });
  }

  test('each link leads somewhere', () => {
    const { broken, checked } = checkLinks(join(FOLDER, guide));
    expect(checked).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });
});

test('an exhaustive switch without a code of the contract does not compile', () => {
  expect(incomplete).toHaveLength(1);
  expect(messagesOf('incomplete')?.[0]?.length).toBeGreaterThan(0);
});

test('the check of links finds a missing file and a missing section', () => {
  mkdirSync(join(folder, 'links'));
  const file = join(folder, 'links/a.md');
  writeFileSync(
    file,
    '# A b\n[1](a.md#a-b) [2](#a-b) [3](b.md) [4](#c) [5](https://a.test/)\n```\n[6](d.md)\n```\n',
  );
  expect(checkLinks(file)).toEqual({ broken: ['b.md', '#c'], checked: 4 });
});

describe('the tables of options in docs/client.md', () => {
  /** Returns the rows of the table in a section: the cells without backticks. */
  const rowsOf = (heading: string) =>
    (textOf('client.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

  /** Returns the names in the message for an unknown option. */
  function namesIn(options: object): string[] {
    try {
      createClient({ baseUrl: 'http://a', token: 't', ...options });
    } catch (error) {
      return /options are (.*)\.$/.exec(String(error))?.[1]?.split(', ') ?? [];
    }
    return [];
  }

  test('list exactly the options of a client and of a retry', () => {
    const names = rowsOf('Options').map(([, name]) => name);
    const retry = namesIn({ retry: { unknown: 1 } }).map((name) => `retry.${name}`);
    const own = namesIn({ unknown: 1 });
    expect(retry.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(0);
    expect(names.sort()).toEqual([...own, ...retry].sort());
  });

  test('have the default of each option that is a number', () => {
    const { retry, ...others } = DEFAULTS;
    const prefixed = Object.entries(retry).map(([name, value]) => [`retry.${name}`, value]);
    const defaults = Object.fromEntries([...Object.entries(others), ...prefixed]);
    const numbers = Object.entries(defaults).filter(([, value]) => typeof value === 'number');
    const rows = Object.fromEntries(rowsOf('Options').map(([, name, value]) => [name, value]));
    expect(numbers.length).toBeGreaterThan(5);
    for (const [name, value] of numbers) expect(rows[name], name).toBe(String(value));
  });

  test('list exactly the options of a call', () => {
    const names = rowsOf('Options of a call').map(([, name]) => name);
    expect(names.sort()).toEqual(Object.keys(ITEMS_RULES).sort());
  });
});

test.for([
  ['verify', 'verify.md'],
  ['mock', 'sandbox.md'],
] as const)('a table lists exactly the options of the command: %s in docs/%s', async ([command, guide]) => {
  const { stdout } = await cli(command, '--help');
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
  const rows = textOf(guide).match(/^\| `--.*$/gm) ?? [];
  const listed = rows.flatMap((row) => row.split(' | ')[0]?.match(/--[a-z-]+/g) ?? []);
  expect(options.length).toBeGreaterThan(5);
  expect(listed.sort()).toEqual(options.filter((name) => name !== '--help').sort());
});

describe('docs/verify.md', () => {
  const text = textOf('verify.md');
  const profiles = blocksOf(text, 'yaml').filter((block) => /^tokens:/m.test(block));

  test.each(profiles.map((block, index) => [index + 1, block] as const))(
    'profile %i is valid',
    (_, block) => {
      const env = Object.fromEntries(
        [...block.matchAll(/env: (\w+)/g)].map(([, name = '']) => [name, 'a-value']),
      );
      expect(Object.keys(env).length).toBeGreaterThan(0);
      expect(() => checkProfile(parse(block), 'verify.md', contract, env)).not.toThrow();
    },
  );

  test('has every key of a profile, an operation, an entry and a request', () => {
    /** Returns the keys in the first column of the table with this heading. */
    const keysOf = (heading: string) =>
      (text.split(`| ${heading} | meaning |\n`)[1]?.split('\n\n')[0] ?? '')
        .split('\n')
        .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => key))
        .sort();
    expect(keysOf('key of a profile')).toEqual(Object.keys(schema.properties).sort());
    expect(keysOf('key of an operation')).toEqual(Object.keys(schema.$defs.operation.properties).sort());
    expect(keysOf('key of an entry')).toEqual(Object.keys(schema.$defs.provocation.properties).sort());
    expect(keysOf('key of a request')).toEqual(Object.keys(schema.$defs.request.properties).sort());
  });
});
