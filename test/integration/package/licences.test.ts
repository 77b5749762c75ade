/** The licences of what is bundled into the commands, and of what the docs page contains. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientBundle, commandsBundle } from '../../../scripts/build/package/bundles.ts';
import { licencesOf } from '../../../scripts/build/package/licences.ts';
import { pageLicencesOf, redocScript } from '../../../scripts/build/package/page-licences.ts';
import { openProject, StepError } from '../../../scripts/lib/project.ts';
import { type Built, buildInto } from '../../helpers/docs/build-into.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

const project = openProject();
const file = readFileSync(join(ROOT, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
const [shipped = '', ofPage = ''] = file.split(/^={80}$/m);

/** The packages that a bundle has something of, from the folder of each of its inputs upwards. */
function packagesOf(metafile: Metafile): Set<string> {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const used = inputs.filter(
    ([path, { bytesInOutput }]) => path.includes('node_modules') && bytesInOutput > 0,
  );
  return new Set(used.map(([path]) => packageAbove(dirname(join(ROOT, path)))));
}

function packageAbove(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    // A package may say in a folder of its own how modules there are read.
    if (name && version) return `${name} ${version}`;
  } catch {
    // It is further up.
  }
  return packageAbove(dirname(folder));
}

describe('the file that goes along', () => {
  let packages: Set<string>;
  beforeAll(async () => {
    const { metafile } = await build({ ...commandsBundle(project), write: false });
    packages = packagesOf(metafile);
  });

  test('has each package that is bundled, and no other', () => {
    const named = [...shipped.matchAll(/^(\S+ \d\S*) \([\w.-]+\)(?::|$)/gm)].map(([, name]) => name);
    expect(packages.size).toBeGreaterThan(20);
    expect(named.sort()).toEqual([...packages].sort());
  });

  test('says of each whose it is', () => {
    const [, ...sections] = shipped.split(/^-{80}$/m);
    expect(sections.length).toBeGreaterThan(20);
    // By its own words, or by those of its package.json.
    expect(sections.filter((section) => !/copyright|©|CC0|\): \S/i.test(section))).toEqual([]);
  });

  test('has the texts: hardly any package comes without', () => {
    expect(shipped).toContain('Permission is hereby granted');
    expect(shipped).toContain('Apache License');
    expect(shipped.split('The package has no text of its licence.').length - 1).toBeLessThan(3);
  });
});

describe('of the docs page', () => {
  let built: Built;
  let page: string;
  beforeAll(async () => {
    built = await buildInto('bundle', 'errors', 'docs');
    page = await built.read('docs/index.html');
  });
  afterAll(() => built?.remove());

  /** The start of the section on what a comment names, as far as the comment says it. */
  function sectionOf(comment: string): string {
    const [, module] = /(\S+)\.production\.js/.exec(comment) ?? [];
    if (module) return `${module.replace(/-(?:client|jsx-runtime)$/, '')} (`;
    const [, version] = /Redocly LLC[\s\S]*Version: (\S+)/.exec(comment) ?? [];
    if (version) return `Redoc ${version} (`;
    const [, name, its] = /([\w.-]+) v?(\d+\.\d+\.\d+)/.exec(comment) ?? [];
    return name ? `${name} ${its} (` : `a section on ${comment}`;
  }

  /** The sections that the page's comments ask for. */
  function asked(): string[] {
    const comments = [...page.matchAll(/@license/g)].map(({ index }) =>
      page.slice(page.lastIndexOf('/*', index), page.indexOf('*/', index)),
    );
    return [...new Set(comments.map(sectionOf))];
  }

  test('each comment with @license has a section, and Redoc has one', () => {
    expect(asked().length).toBeGreaterThan(5);
    expect(asked().filter((start) => !ofPage.includes(`\n${start}`))).toEqual([]);
    expect(ofPage).toMatch(/^Redoc \d\S* \(MIT\): .*Redocly LLC/m);
  });

  test('the page has no more than the script that the file is made of', () => {
    expect(pageLicencesOf(page, ROOT)).toBe(pageLicencesOf(redocScript(ROOT), ROOT));
    expect(ofPage.trim()).toBe(pageLicencesOf(page, ROOT).trim());
  });

  test('each section has a text', () => {
    const [, ...sections] = ofPage.split(/^-{80}$/m);
    expect(sections.length).toBeGreaterThan(5);
    const terms = /Permission is hereby granted|TERMS AND CONDITIONS FOR USE/;
    expect(sections.filter((section) => !terms.test(section))).toEqual([]);
  });

  test.for([
    '/*! @license Other 1.0.0 | (c) Somebody | GPL-3.0 */',
    '/*\n * other v1.0.0\n * Copyright (c) Somebody\n */',
    '/**\n* react-router v9.0.0\n*\n* Copyright (c) Somebody\n*\n* @license GPL-3.0\n*/',
    '// @license GPL-3.0',
    '`/*`; /*! @license GPL-3.0 */',
  ])('a comment that the table does not know ends the build: %j', (comment) => {
    const script = `${redocScript(ROOT)}\n${comment}\n`;
    const made = () => pageLicencesOf(script, ROOT);
    expect(made).toThrow(StepError);
    expect(made).toThrow(/GPL-3\.0|Somebody/);
  });

  test('so does a Redoc that is not where it was, or has no comment', () => {
    expect(() => redocScript(temporaryFolder('licences'))).toThrow(StepError);
    expect(() => pageLicencesOf('/*! js-yaml 5.4.1 https://a.test @license MIT */', ROOT)).toThrow(
      /of Redoc/,
    );
  });
});

test('into the client nothing is bundled', async () => {
  const { metafile } = await build({ ...clientBundle(project), write: false });
  expect([...packagesOf(metafile)]).toEqual([]);
});

describe('of a package', () => {
  /** A folder with one package, and a bundle that has something of it. */
  function withPackage(manifest: object, files: Record<string, string> = {}): () => string {
    const root = temporaryFolder('licences');
    const folder = join(root, 'node_modules/@a/b');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: '@a/b', version: '1.2.3', ...manifest }),
    );
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const inputs = { 'src/own.ts': { bytesInOutput: 9 }, 'node_modules/@a/b/lib/c.js': { bytesInOutput: 1 } };
    const output = { bytes: 10, inputs, imports: [], exports: [] };
    return () => licencesOf({ inputs: {}, outputs: { 'out.js': output } }, root);
  }

  test.for(['GPL-3.0-only', 'AGPL-3.0', 'UNLICENSED', 'SEE LICENSE IN terms.txt', 'MIT AND GPL-2.0', ''])(
    'that says "%s" nothing may be bundled',
    (license) => {
      expect(withPackage({ license })).toThrow(/may not be bundled.*@a\/b 1\.2\.3/);
    },
  );

  test('that says nothing, neither', () => {
    expect(withPackage({})).toThrow('@a/b 1.2.3 (none)');
  });

  test('the licence and the notice go along', () => {
    const text = withPackage({ license: 'Apache-2.0' }, { LICENSE: 'The terms', NOTICE: 'The notice' })();
    expect(text).toContain('@a/b 1.2.3 (Apache-2.0)\n\nThe terms\n\nThe notice\n');
  });

  test('without such a file, what its README says goes along', () => {
    const readme = '# b\n\nUse it.\n\n## License (MIT)\n\nCopyright Somebody\n\n[a]: https://a.test\n';
    const old = { licenses: [{ type: 'MIT' }], author: { name: 'Somebody' }, repository: { url: 'a/b' } };
    expect(withPackage(old, { 'README.md': readme })()).toContain(
      '@a/b 1.2.3 (MIT): Somebody; a/b\n\nCopyright Somebody\n',
    );
  });
});
