/** `npm run diff`, `npm run release:check` and `npm run release`, in a temporary repository. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { releaseFaults } from '../../scripts/release/check.ts';
import { run } from '../helpers/command.ts';
import { addCode, type Bundle, changed, operationBy, removeCode } from '../helpers/diff/bundle.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';

const repository = temporaryFolder('release');
const path = (file: string) => join(repository, file);
const read = (file: string) => readFileSync(path(file), 'utf8');
function write(file: string, content: string): void {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(file), content);
}
const writeBundle = (change: (bundle: Bundle) => void, file = 'generated/openapi.json') =>
  write(file, JSON.stringify(changed(change), null, 2));

async function git(...args: string[]): Promise<void> {
  const options = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@localhost',
    '-c',
    'init.defaultBranch=main',
  ];
  const { status, stderr } = await run('git', [...options, ...args], repository);
  expect(status, stderr).toBe(0);
}
const SCRIPTS = ['diff', 'main'];
/** Runs a script that {@link bundleScripts} has bundled. */
const script = (name: string, ...args: string[]) =>
  run(process.execPath, [`scripts/release/${name}.js`, ...args], repository);

/** Bundles the scripts, because tsx takes longer to load their modules than they run. Two tests run them with tsx. */
async function bundleScripts(): Promise<void> {
  await build({
    entryPoints: SCRIPTS.map((name) => path(`scripts/release/${name}.ts`)),
    outdir: path('scripts/release'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
}

const codes = contract.errors.map(({ code }) => code);
/** A changelog with one section, which lists the codes in backquotes. */
const changelog = (heading: string, named: readonly string[]) =>
  `# Changelog\n\n## ${heading}\n\n### Codes\n\n${named.map((code) => `- \`${code}\``).join('\n')}\n\n### Added\n\n- More.\n`;
const manifest = (version: string) => JSON.stringify({ name: 'a', version, type: 'module' });
const lock = (version: string) => JSON.stringify({ name: 'a', version, packages: { '': { version } } });

beforeAll(async () => {
  for (const file of ['scripts', 'src']) cpSync(join(ROOT, file), path(file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), path('node_modules'));
  await bundleScripts();
  write('.gitignore', 'node_modules\n');
  write('package.json', manifest('1.0.0'));
  write('CHANGELOG.md', changelog('1.0.0 (unreleased)', codes));
  writeBundle(() => {});
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-q', '-m', 'First');
  // These tags are not releases: `first` is not a version, and v0.1.0 has no bundle.
  await git('tag', 'first');
  await git('rm', '-q', '--cached', 'generated/openapi.json');
  await git('commit', '-q', '-m', 'Without a bundle');
  await git('tag', 'v0.1.0');
  await git('add', '.');
  await git('commit', '-q', '-m', 'With one');
});

describe('npm run diff', () => {
  beforeAll(() => {
    // git would write into this folder if it parsed the reference as an option.
    mkdirSync(path('written:generated'));
    writeBundle((b) => {
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.INTERNAL_ERROR['x-error'].retry = 'never';
      b.components.parameters.LimitParameter.schema.maximum = 50;
    });
  });

  test('reports that git is missing', async () => {
    const node = [process.execPath, '--import', 'tsx', 'scripts/release/diff.ts'];
    const { status, stdout, stderr } = await run('env', ['PATH=/nowhere', ...node], repository);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Reading HEAD:\S+ requires git, which was not found\..*\n$/);
  });

  test('compares with HEAD before the first release, and shows both sources', async () => {
    const { status, stdout, stderr } = await script('diff');
    expect(status, stderr).toBe(0);
    expect(stderr).toBe('Compared HEAD:generated/openapi.json with generated/openapi.json.\n');
    expect(stdout).toContain('2 breaking changes, 1 feature');
    expect(stdout).toContain('Next version: 2.0.0.');
    expect(stdout).toMatch(
      /redocly diff: \d+ findings\. The sources differ; the catalogue determines the version\./,
    );
    expect(stdout).toContain("Upper bound changed from '<= 100' to '<= 50'.");
    const [, differ = ''] = stdout.split('Differences (catalogue / redocly)');
    expect(differ).toContain('breaking / patch: INTERNAL_ERROR has the retry policy never');
    expect(differ).toContain('feature / breaking: NEW_CODE is a new code');
    // The sources agree about this change.
    expect(differ).not.toContain('limit');
  });

  test('shows both sources in Markdown and JSON', async () => {
    const { stdout, status } = await script('diff', 'first', '--format', 'json', '--fail-on', 'breaking');
    expect(status).toBe(1);
    const { changes, redocly } = JSON.parse(stdout);
    expect(changes.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'code-added',
      'request-bound-narrowed',
      'retry-changed',
      'text-changed',
    ]);
    expect(redocly.findings.length).toBeGreaterThan(2);
    expect(redocly.disagreements).toContainEqual(
      expect.objectContaining({ ours: 'breaking', redocly: 'patch' }),
    );
    const output = path('pr.md');
    const other = await script('diff', 'main', '--format', 'markdown', '--output', output);
    expect(other.stdout).toBe('');
    const page = readFileSync(output, 'utf8');
    for (const heading of [
      '## Social Data API',
      '### Breaking',
      '### `redocly diff`',
      'New codes: `NEW_CODE`',
    ])
      expect(page).toContain(heading);
  });

  test('reports that both sources agree', async () => {
    await git('stash', '-q', '--', 'generated');
    const { stdout } = await script('diff', 'HEAD');
    await git('stash', 'pop', '-q');
    expect(stdout).toContain('no change');
    expect(stdout).toContain('redocly diff: 0 findings. Both sources agree.');
  });

  test.for<[string, string[], RegExp]>([
    [
      'a reference that does not exist',
      ['no-such-branch'],
      /The bundle no-such-branch:generated\/openapi\.json was not found: .*shallow clone/,
    ],
    ['an unknown format', ['--format', 'xml'], /Allowed choices are/],
    [
      'a reference that looks like an option of git',
      ['--', `--output=${path('written')}`],
      /The bundle --output=.* was not found: .*\. Name a release/,
    ],
  ])('reports %s without a stack trace', async ([, args, message]) => {
    const { status, stdout, stderr } = await script('diff', ...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
    expect(existsSync(path('written:generated/openapi.json'))).toBe(false);
  });
});

describe('npm run release:check', () => {
  const check = (...args: string[]) => script('main', 'check', ...args);

  describe('before the first release', () => {
    beforeAll(() => writeBundle(() => {}));

    test('passes if the changelog names all codes', async () => {
      const { status, stdout } = await check();
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: '1.0.0 is ready for release (first release).\n',
      });
    });

    test('reports a code that the changelog does not name', async () => {
      const [first = '', ...others] = codes;
      write('CHANGELOG.md', changelog('1.0.0 (unreleased)', others));
      const { status, stdout } = await check();
      write('CHANGELOG.md', changelog('1.0.0 (unreleased)', codes));
      expect(status).toBe(1);
      expect(stdout).toContain(
        `✗ ${first} is new in 1.0.0, but CHANGELOG.md does not name it under "### Codes" of "## 1.0.0". Add a line there.`,
      );
      expect(stdout.match(/✗/g)).toHaveLength(1);
    });

    test.for<[string, string, string, string]>([
      ['a missing changelog', 'CHANGELOG.md', '', 'CHANGELOG.md is missing. Create it.'],
      [
        'a lockfile that is not JSON',
        'package-lock.json',
        '<<<<<<< HEAD',
        'package-lock.json is not valid JSON: ',
      ],
    ])('reports %s without a stack trace', async ([, file, content, message]) => {
      if (content === '') rmSync(path(file));
      else write(file, content);
      const { status, stdout, stderr } = await check();
      write('CHANGELOG.md', changelog('1.0.0 (unreleased)', codes));
      rmSync(path('package-lock.json'), { force: true });
      expect(stderr).toContain(message);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    });

    test('fails if git has the tag of a release whose bundle is missing', async () => {
      await git('tag', 'v1.0.0');
      const { status, stdout, stderr } = await check();
      await git('tag', '-d', 'v1.0.0');
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toBe(
        'git has the tag v1.0.0, but generated/releases/1.0.0/openapi.json is missing. Restore the file from the output of git show v1.0.0:generated/openapi.json.\n',
      );
    });

    test('passes without a git repository', async () => {
      const { status, stdout, stderr } = await run(
        process.execPath,
        ['--import', 'tsx', 'scripts/release/main.ts', 'check'],
        repository,
        { GIT_DIR: path('nowhere') },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('(first release)');
    });
  });

  describe('after a release', () => {
    const bundle = (version: string, change: (b: Bundle) => void = () => {}) =>
      writeBundle((b) => {
        b.info.version = version;
        change(b);
      });
    const bundleOfRelease = (version: string) =>
      writeBundle((b) => {
        b.info.version = version;
      }, 'generated/releases/1.0.0/openapi.json');
    /**
     * Breaking changes to a code, a field of a code, a parameter, a header, an operation, and a part without a name.
     */
    const breaking = () => {
      bundle('2.0.0', (b) => {
        const { schemas, parameters, headers } = b.components;
        schemas.INTERNAL_ERROR['x-error'].retry = 'never';
        schemas.RATE_LIMIT_EXCEEDED.properties.retry_after.maximum = 60;
        parameters.LimitParameter.schema.maximum = 50;
        headers.WwwAuthenticate['x-level'] = 'MUST';
        operationBy(b, '/posts/by-user').operation.requestBody = {
          required: true,
          content: { 'application/json': { schema: { type: 'object' }, examples: { empty: { value: {} } } } },
        };
        b.servers[0].url += '/elsewhere';
      });
      write('package.json', manifest('2.0.0'));
    };
    const newCode = (since: string) => (b: Bundle) => {
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.NEW_CODE['x-error'].since = since;
    };

    beforeAll(() => {
      writeBundle((b) => {
        b.info.version = '0.9.0';
      }, 'generated/releases/0.9.0/openapi.json');
      writeBundle(() => {}, 'generated/releases/1.0.0/openapi.json');
    });
    beforeEach(() => {
      rmSync(path('package-lock.json'), { force: true });
      write('package.json', manifest('1.1.0'));
      write('CHANGELOG.md', `${changelog('1.1.0', ['NEW_CODE'])}\n## 1.0.0\n\n- First.\n`);
    });

    test('passes if nothing changed', async () => {
      bundle('1.0.0');
      write('package.json', manifest('1.0.0'));
      const { status, stdout } = await check();
      expect(status, stdout).toBe(0);
      expect(stdout).toContain('No changes since the release 1.0.0.');
    });

    test('passes if version and changelog describe the changes', async () => {
      bundle('1.1.0', newCode('1.1.0'));
      const { status, stdout } = await check();
      expect(status, stdout).toBe(0);
      expect(stdout).toContain('1.1.0 is ready for release (last release: 1.0.0).');
      expect(stdout).toContain('NEW_CODE is a new code');
    });

    test('passes if the version is higher than required', async () => {
      bundle('1.1.0', (b) => {
        b.info.title = 'An API';
      });
      expect((await check()).status).toBe(0);
    });

    test.for<[string, () => void, string[]]>([
      [
        'a version that was not raised',
        () => {
          bundle('1.0.0', newCode('1.0.0'));
          write('package.json', manifest('1.0.0'));
          write('CHANGELOG.md', changelog('1.0.0', ['NEW_CODE']));
        },
        ['The version 1.0.0 is too low: the new features since 1.0.0 require 1.1.0 or higher.'],
      ],
      [
        'a version that was raised too little',
        () =>
          bundle('1.1.0', (b) => {
            b.components.parameters.LimitParameter.schema.maximum = 50;
          }),
        [
          'the breaking changes since 1.0.0 require 2.0.0 or higher.',
          'CHANGELOG.md does not name these breaking changes under "## 1.1.0": limit. Add a line for each.',
        ],
      ],
      [
        'a version that was lowered, with nothing changed',
        () => {
          bundle('0.9.9');
          write('package.json', manifest('0.9.9'));
          write('CHANGELOG.md', changelog('0.9.9', []));
        },
        ['The version 0.9.9 is lower than the last release 1.0.0. Raise info.version'],
      ],
      [
        'another version in package.json',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('package.json', manifest('1.0.0'));
        },
        ['package.json has the version 1.0.0, but info.version in spec/openapi.yaml is 1.1.0'],
      ],
      [
        'another version in package-lock.json',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('package-lock.json', lock('1.0.0'));
        },
        [
          'package-lock.json has the version 1.0.0, but info.version in spec/openapi.yaml is 1.1.0. Set the version in package.json, then run npm install --package-lock-only.',
        ],
      ],
      [
        'no section',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', changelog('1.1.01', ['NEW_CODE']));
        },
        ['CHANGELOG.md has no section "## 1.1.0"'],
      ],
      [
        'an empty section',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', '## 1.1.0\n\n## 1.0.0\n\n- NEW_CODE\n');
        },
        ['The section "## 1.1.0" of CHANGELOG.md is empty'],
      ],
      ...['<!-- nothing yet -->', '<!--\n- NEW_CODE', '### Codes\n\n#### NEW_CODE', '- \n\n---'].map(
        (content): [string, () => void, string[]] => [
          `a section that contains only ${JSON.stringify(content)}`,
          () => {
            bundle('1.1.0', newCode('1.1.0'));
            write('CHANGELOG.md', `## 1.1.0\n\n${content}\n`);
          },
          ['The section "## 1.1.0" of CHANGELOG.md is empty'],
        ],
      ),
      [
        'a section inside a comment',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', `<!--\n${changelog('1.1.0', ['NEW_CODE'])}-->\n`);
        },
        ['CHANGELOG.md has no section "## 1.1.0"'],
      ],
      [
        'a new code that only a comment names',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', '## 1.1.0\n\n### Codes\n\nOne. <!-- NEW_CODE -->\n');
        },
        ['NEW_CODE is new in 1.1.0, but CHANGELOG.md does not name it'],
      ],
      [
        'breaking changes that are not named',
        () => {
          breaking();
          write('CHANGELOG.md', '## 2.0.0\n\n### Changed\n\n- Much. <!-- limit -->\n- The limits.\n');
        },
        [
          'CHANGELOG.md does not name these breaking changes under "## 2.0.0": retry_after, INTERNAL_ERROR, limit, listPostsByUser, WWW-Authenticate. Add a line for each.',
        ],
      ],
      [
        'a new code that is named in another part of the section',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', '## 1.1.0\n\n### Codes\n\n- NEW_CODES\n\n### Added\n\n- `NEW_CODE`\n');
        },
        ['NEW_CODE is new in 1.1.0, but CHANGELOG.md does not name it'],
      ],
      [
        'a removed code that the changelog does not name',
        () => {
          bundle('2.0.0', (b) => removeCode(b, 'ACCOUNT_INACTIVE'));
          write('package.json', manifest('2.0.0'));
          write('CHANGELOG.md', changelog('2.0.0', []));
        },
        ['ACCOUNT_INACTIVE is removed in 2.0.0, but CHANGELOG.md does not name it'],
      ],
      [
        'a new code with the `since` of an earlier release',
        () => bundle('1.1.0', newCode('1.0.0')),
        ['NEW_CODE is new in 1.1.0, but x-error.since of the code is 1.0.0. Change it to 1.1.0.'],
      ],
      [
        'an invalid version',
        () => bundle('1.1', newCode('1.1')),
        [
          'must have the form MAJOR.MINOR.PATCH, not 1.1.',
          'package.json has the version 1.1.0',
          'no section "## 1.1"',
        ],
      ],
      [
        'several faults',
        () => {
          bundle('1.0.1', newCode('1.0.0'));
          write('CHANGELOG.md', '# Changelog\n');
        },
        ['package.json has', 'is too low', 'x-error.since', 'no section "## 1.0.1"'],
      ],
    ])('fails with %s', async ([, prepare, expected]) => {
      prepare();
      const { status, stdout, stderr } = await check();
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      const faults = stdout.split('\n').filter((line) => line.startsWith('✗ '));
      for (const text of expected) expect(faults.join('\n')).toContain(text);
      expect(faults).toHaveLength(expected.length);
    });

    test.for([
      ['directly', '`INTERNAL_ERROR`, `retry_after`, `limit`, `WWW-Authenticate` and `listPostsByUser`.'],
      ['by error code', 'INTERNAL_ERROR, RATE_LIMIT_EXCEEDED: limit=50, WWW-Authenticate, listPostsByUser()'],
    ])('passes if the changelog names the breaking changes %s', async ([, named]) => {
      breaking();
      write('CHANGELOG.md', `## 2.0.0\n\n  <!-- What breaks. -->\n### Changed\n\n- ${named}\n`);
      const { status, stdout } = await check();
      expect(status, stdout).toBe(0);
    });

    test('passes if the lockfile has the version of the package', async () => {
      bundle('1.1.0', newCode('1.1.0'));
      write('package-lock.json', lock('1.1.0'));
      expect((await check()).status).toBe(0);
    });

    test('writes Markdown for a pull request', async () => {
      bundle('1.0.1', newCode('1.0.1'));
      const output = path('check.md');
      const { status, stdout } = await check('--format', 'markdown', '--output', output);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      const page = readFileSync(output, 'utf8');
      expect(page).toMatch(/^## ❌ 1\.0\.1 is not ready for release \(last release: 1\.0\.0\)\.\n\n- /);
      expect(page).toContain('New codes: `NEW_CODE`');
    });

    test('reports an invalid bundle of a release', async () => {
      bundle('1.1.0');
      write('generated/releases/1.0.1/openapi.json', '{}');
      const { status, stderr } = await check();
      write('generated/releases/1.0.1/openapi.json', '');
      expect(stderr).toMatch(/releases\/1\.0\.1\/openapi\.json is not an OpenAPI document/);
      expect(status).toBe(2);
      await run('rm', ['-r', path('generated/releases/1.0.1')]);
    });

    test.for(['0.9.0', 'x'])(
      'reports a bundle of the release 1.0.0 that has the version %s',
      async (version) => {
        bundle('1.1.0');
        bundleOfRelease(version);
        const [checked, compared] = [await check(), await script('diff', 'v1.0.0')];
        bundleOfRelease('1.0.0');
        for (const { status, stdout, stderr } of [checked, compared]) {
          expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
          expect(stderr).toBe(
            `generated/releases/1.0.0/openapi.json must have the version 1.0.0, not ${version}. Restore the file from the tag v1.0.0.\n`,
          );
        }
      },
    );

    test('reports a git tag that is newer than the last stored release', async () => {
      bundle('1.1.0');
      await git('tag', 'v1.0.0');
      expect((await check()).status).toBe(0);
      await git('tag', 'v1.0.1');
      const { status, stderr } = await check();
      await git('tag', '-d', 'v1.0.0', 'v1.0.1');
      expect(stderr).toContain(
        'git has the tag v1.0.1, but generated/releases/1.0.1/openapi.json is missing.',
      );
      expect(status).toBe(2);
    });

    test('fails if the last release has an invalid version', () => {
      const named = { title: 'An API', version: '2.0.0' };
      const faults = releaseFaults({
        contract: { ...contract, version: '2.0.0' },
        packageVersion: '2.0.0',
        changelog: '## 2.0.0\n\n- More.\n',
        diff: { old: { ...named, version: 'x' }, new: named, changes: [], impact: 'breaking' },
      });
      expect(faults).toEqual([
        'Cannot check that 2.0.0 is high enough: the version of the last release is x, which does not have the form MAJOR.MINOR.PATCH.',
      ]);
    });

    test.for<[string, string, string, boolean]>([
      ['CRLF line endings', '## 1.2.0 (unreleased)\r', '## 1.2.0 (DATE)\r', true],
      ['a capital letter and a space', '## 1.2.0 (Unreleased) ', '## 1.2.0 (DATE)', true],
      ['a date', '## 1.2.0 (2026-01-02)', '## 1.2.0 (2026-01-02)', false],
      ['only the version', '## 1.2.0', '## 1.2.0', false],
      ['"unreleased" without brackets', '## 1.2.0 - unreleased', '## 1.2.0 - unreleased', false],
    ])(
      'npm run release reports whether it dated a heading with %s',
      async ([, heading, becomes, isDated]) => {
        bundle('1.2.0', newCode('1.2.0'));
        write('package.json', manifest('1.2.0'));
        const end = heading.endsWith('\r') ? '\r\n' : '\n';
        const rest = ['', '### Codes', '', '- NEW_CODE', ''].join(end);
        write('CHANGELOG.md', `${heading}\n${rest}`);
        const { status, stdout } = await script('main', 'write');
        const kept = existsSync(path('generated/releases/1.2.0/openapi.json'));
        rmSync(path('generated/releases/1.2.0'), { recursive: true, force: true });
        expect({ status, kept }).toEqual({ status: 0, kept: true });
        const today = /\d{4}-\d\d-\d\d/.exec(read('CHANGELOG.md'))?.[0] ?? '';
        expect(read('CHANGELOG.md')).toBe(`${becomes.replace('DATE', today)}\n${rest}`);
        expect(stdout).toContain(
          isDated
            ? 'and the date into CHANGELOG.md. Commit both files, tag the commit v1.2.0'
            : 'CHANGELOG.md is unchanged: it has no heading "## 1.2.0 (unreleased)". Commit the bundle, tag the commit v1.2.0',
        );
      },
    );

    test('npm run release stores the bundle, dates the changelog, and never changes a stored release', async () => {
      bundle('1.1.0', newCode('1.1.0'));
      write('CHANGELOG.md', changelog('1.1.0 (unreleased)', ['NEW_CODE']));
      const first = await script('main', 'write');
      expect(first.status, first.stderr).toBe(0);
      expect(first.stdout).toContain('Wrote generated/releases/1.1.0/openapi.json');
      expect(first.stdout).toContain('tag the commit v1.1.0');
      expect(read('generated/releases/1.1.0/openapi.json')).toBe(read('generated/openapi.json'));
      expect(read('CHANGELOG.md')).toMatch(/^## 1\.1\.0 \(\d{4}-\d\d-\d\d\)$/m);
      expect((await script('main', 'write')).stdout).toBe('No changes since the release 1.1.0.\n');

      bundle('1.1.0', (b) => {
        newCode('1.1.0')(b);
        b.info.title = 'An API';
      });
      const kept = read('generated/releases/1.1.0/openapi.json');
      const second = await script('main', 'write');
      expect(second.status).toBe(1);
      expect(second.stdout).toContain('The version 1.1.0 is too low');
      expect(read('generated/releases/1.1.0/openapi.json')).toBe(kept);
      // The new release is now the default that npm run diff compares with.
      expect((await script('diff')).stderr).toContain('Compared generated/releases/1.1.0/openapi.json with');
      expect((await script('diff', 'v1.0.0')).stderr).toContain(
        'Compared generated/releases/1.0.0/openapi.json',
      );
    });
  });

  test('is not part of npm test', () => {
    const { wireit } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(wireit['release:check'].command).toBe('tsx scripts/release/main.ts check');
    expect(JSON.stringify(wireit.test)).not.toContain('release');
    expect(existsSync(join(ROOT, 'scripts/release/main.ts'))).toBe(true);
  });
});
