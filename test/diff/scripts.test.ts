/** `npm run diff`, `npm run release:check` and `npm run release`, in a repository of their own. */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';
import { addCode, type Bundle, changed, removeCode } from './bundle.ts';

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
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = await run('git', [...who, ...args], repository);
  expect(status, stderr).toBe(0);
}
const script = (name: string, ...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args], repository);

const codes = contract.errors.map(({ code }) => code);
/** A changelog with one section, its codes in backquotes. */
const changelog = (heading: string, named: readonly string[]) =>
  `# Changelog\n\n## ${heading}\n\n### Codes\n\n${named.map((code) => `- \`${code}\``).join('\n')}\n\n### Added\n\n- More.\n`;
const manifest = (version: string) => JSON.stringify({ name: 'a', version, type: 'module' });

beforeAll(async () => {
  for (const file of ['scripts', 'src']) cpSync(join(ROOT, file), path(file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), path('node_modules'));
  write('.gitignore', 'node_modules\n');
  write('package.json', manifest('1.0.0'));
  write('CHANGELOG.md', changelog('1.0.0 (unreleased)', codes));
  writeBundle(() => {});
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-q', '-m', 'First');
  await git('tag', 'v0.9.0');
});

describe('npm run diff', () => {
  beforeAll(() => {
    writeBundle((b) => {
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.INTERNAL_ERROR['x-error'].retry = 'never';
      b.components.parameters.Limit.schema.maximum = 50;
    });
  });

  test('compares with the last commit before the first release, by both sources', async () => {
    const { status, stdout, stderr } = await script('diff');
    expect(status, stderr).toBe(0);
    expect(stderr).toBe('Compared HEAD:generated/openapi.json with generated/openapi.json.\n');
    expect(stdout).toContain('2 breaking changes, 1 feature');
    expect(stdout).toContain('Next version: 2.0.0.');
    expect(stdout).toMatch(
      /By redocly diff: \d+ findings\. They differ; the version goes by the catalogue\./,
    );
    expect(stdout).toContain("Upper bound changed from '<= 100' to '<= 50'.");
    const [, differ = ''] = stdout.split('Where they differ');
    expect(differ).toContain('breaking / patch: INTERNAL_ERROR has the retry policy never');
    expect(differ).toContain('feature / breaking: NEW_CODE is a new code');
    // Where both say the same, nothing is to be told.
    expect(differ).not.toContain('limit');
  });

  test('names both sources in Markdown and JSON', async () => {
    const { stdout, status } = await script('diff', 'v0.9.0', '--format', 'json', '--fail-on', 'breaking');
    expect(status).toBe(1);
    const { changes, redocly } = JSON.parse(stdout);
    expect(changes).toHaveLength(3);
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
      '### By `redocly diff`',
      'New codes: `NEW_CODE`',
    ])
      expect(page).toContain(heading);
  });

  test('says that both say the same', async () => {
    await git('stash', '-q', '--', 'generated');
    const { stdout } = await script('diff', 'HEAD');
    await git('stash', 'pop', '-q');
    expect(stdout).toContain('no change');
    expect(stdout).toContain('By redocly diff: 0 findings. They say the same.');
  });

  test.for<[string, string[], RegExp]>([
    [
      'a reference that is none',
      ['no-such-branch'],
      /no bundle no-such-branch:generated\/openapi\.json: .*shallow clone/,
    ],
    ['a format that is none', ['--format', 'xml'], /Allowed choices are/],
  ])('%s is one clear sentence', async ([, args, says]) => {
    const { status, stdout, stderr } = await script('diff', ...args);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
  });
});

describe('npm run release:check', () => {
  const check = (...args: string[]) => script('release', 'check', ...args);

  describe('before the first release', () => {
    beforeAll(() => writeBundle(() => {}));

    test('passes where all codes are named', async () => {
      const { status, stdout } = await check();
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: '1.0.0 says what changed (the first release).\n',
      });
    });

    test('names a code that the changelog does not', async () => {
      const [first = '', ...others] = codes;
      write('CHANGELOG.md', changelog('1.0.0 (unreleased)', others));
      const { status, stdout } = await check();
      write('CHANGELOG.md', changelog('1.0.0 (unreleased)', codes));
      expect(status).toBe(1);
      expect(stdout).toContain(
        `✗ ${first} is new in 1.0.0, and CHANGELOG.md does not name it under "### Codes" of "## 1.0.0": add a line there.`,
      );
      expect(stdout.match(/✗/g)).toHaveLength(1);
    });
  });

  describe('after a release', () => {
    const bundle = (version: string, change: (b: Bundle) => void = () => {}) =>
      writeBundle((b) => {
        b.info.version = version;
        change(b);
      });
    const newCode = (since: string) => (b: Bundle) => {
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.NEW_CODE['x-error'].since = since;
    };

    beforeAll(() => {
      writeBundle(() => {}, 'generated/releases/0.9.0/openapi.json');
      writeBundle(() => {}, 'generated/releases/1.0.0/openapi.json');
    });
    beforeEach(() => {
      write('package.json', manifest('1.1.0'));
      write('CHANGELOG.md', `${changelog('1.1.0', ['NEW_CODE'])}\n## 1.0.0\n\n- First.\n`);
    });

    test('passes where nothing changed', async () => {
      bundle('1.0.0');
      write('package.json', manifest('1.0.0'));
      const { status, stdout } = await check();
      expect(status, stdout).toBe(0);
      expect(stdout).toContain('Nothing changed since the release 1.0.0.');
    });

    test('passes where version and changelog say what changed', async () => {
      bundle('1.1.0', newCode('1.1.0'));
      const { status, stdout } = await check();
      expect(status, stdout).toBe(0);
      expect(stdout).toContain('1.1.0 says what changed (the last release is 1.0.0).');
      expect(stdout).toContain('NEW_CODE is a new code');
    });

    test('a higher version than needed will do', async () => {
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
        ['The version 1.0.0 is too low: since 1.0.0 there are new features, which need 1.1.0 or more.'],
      ],
      [
        'a version that was raised too little',
        () =>
          bundle('1.1.0', (b) => {
            b.components.parameters.Limit.schema.maximum = 50;
          }),
        ['since 1.0.0 there are breaking changes, which need 2.0.0 or more.'],
      ],
      [
        'another version in package.json',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('package.json', manifest('1.0.0'));
        },
        ['package.json has the version 1.0.0, and info.version in spec/openapi.yaml is 1.1.0'],
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
      [
        'a new code that stands elsewhere in the section',
        () => {
          bundle('1.1.0', newCode('1.1.0'));
          write('CHANGELOG.md', '## 1.1.0\n\n### Codes\n\n- NEW_CODES\n\n### Added\n\n- `NEW_CODE`\n');
        },
        ['NEW_CODE is new in 1.1.0, and CHANGELOG.md does not name it'],
      ],
      [
        'a code that is gone without a word',
        () => {
          bundle('2.0.0', (b) => removeCode(b, 'ACCOUNT_INACTIVE'));
          write('package.json', manifest('2.0.0'));
          write('CHANGELOG.md', changelog('2.0.0', []));
        },
        ['ACCOUNT_INACTIVE is gone in 2.0.0, and CHANGELOG.md does not name it'],
      ],
      [
        'a new code that says that it is old',
        () => bundle('1.1.0', newCode('1.0.0')),
        ['NEW_CODE is new in 1.1.0, and its x-error.since says 1.0.0: write 1.1.0.'],
      ],
      [
        'a version that is none',
        () => bundle('1.1', newCode('1.1')),
        [
          'is 1.1, which is no MAJOR.MINOR.PATCH',
          'package.json has the version 1.1.0',
          'no section "## 1.1"',
        ],
      ],
      [
        'all of it',
        () => {
          bundle('1.0.1', newCode('1.0.0'));
          write('CHANGELOG.md', '# Changelog\n');
        },
        ['package.json has', 'is too low', 'x-error.since', 'no section "## 1.0.1"'],
      ],
    ])('fails with %s', async ([, prepare, says]) => {
      prepare();
      const { status, stdout, stderr } = await check();
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      const faults = stdout.split('\n').filter((line) => line.startsWith('✗ '));
      for (const text of says) expect(faults.join('\n')).toContain(text);
      expect(faults).toHaveLength(says.length);
    });

    test('writes Markdown for a pull request', async () => {
      bundle('1.0.1', newCode('1.0.1'));
      const output = path('check.md');
      const { status, stdout } = await check('--format', 'markdown', '--output', output);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      const page = readFileSync(output, 'utf8');
      expect(page).toMatch(
        /^## ❌ 1\.0\.1 is not ready to be released \(the last release is 1\.0\.0\)\.\n\n- /,
      );
      expect(page).toContain('New codes: `NEW_CODE`');
    });

    test('a broken bundle of a release is one clear sentence', async () => {
      bundle('1.1.0');
      write('generated/releases/1.0.1/openapi.json', '{}');
      const { status, stderr } = await check();
      write('generated/releases/1.0.1/openapi.json', '');
      expect(stderr).toMatch(/releases\/1\.0\.1\/openapi\.json is no OpenAPI document/);
      expect(status).toBe(2);
      await run('rm', ['-r', path('generated/releases/1.0.1')]);
    });

    test('npm run release keeps the bundle, dates the changelog, and changes no release', async () => {
      bundle('1.1.0', newCode('1.1.0'));
      write('CHANGELOG.md', changelog('1.1.0 (unreleased)', ['NEW_CODE']));
      const first = await script('release', 'write');
      expect(first.status, first.stderr).toBe(0);
      expect(first.stdout).toContain('Wrote generated/releases/1.1.0/openapi.json');
      expect(first.stdout).toContain('tag the commit v1.1.0');
      expect(read('generated/releases/1.1.0/openapi.json')).toBe(read('generated/openapi.json'));
      expect(read('CHANGELOG.md')).toMatch(/^## 1\.1\.0 \(\d{4}-\d\d-\d\d\)$/m);
      expect((await script('release', 'write')).stdout).toBe('Nothing changed since the release 1.1.0.\n');

      bundle('1.1.0', (b) => {
        newCode('1.1.0')(b);
        b.info.title = 'An API';
      });
      const kept = read('generated/releases/1.1.0/openapi.json');
      const second = await script('release', 'write');
      expect(second.status).toBe(1);
      expect(second.stdout).toContain('The version 1.1.0 is too low');
      expect(read('generated/releases/1.1.0/openapi.json')).toBe(kept);
      // From now on, it is what npm run diff compares with.
      expect((await script('diff')).stderr).toContain('Compared generated/releases/1.1.0/openapi.json with');
      expect((await script('diff', 'v1.0.0')).stderr).toContain(
        'Compared generated/releases/1.0.0/openapi.json',
      );
    });
  });

  test('is no part of npm test', () => {
    const { wireit } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(wireit['release:check'].command).toBe('tsx scripts/release.ts check');
    expect(JSON.stringify(wireit.test)).not.toContain('release');
    expect(existsSync(join(ROOT, 'scripts/release.ts'))).toBe(true);
  });
});
