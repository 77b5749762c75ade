/** The licences of the packages that are bundled into the commands and the docs page. */
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

/** Returns the packages in a bundle: for each input, the nearest package above its folder. */
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
    // A package.json without a name only sets the module type of a subfolder.
    if (name && version) return `${name} ${version}`;
  } catch {
    // The package.json is in a parent folder.
  }
  return packageAbove(dirname(folder));
}

describe('the licence file of the commands', () => {
  let packages: Set<string>;
  beforeAll(async () => {
    const { metafile } = await build({ ...commandsBundle(project), write: false });
    packages = packagesOf(metafile);
  });

  test('lists exactly the bundled packages', () => {
    const named = [...shipped.matchAll(/^(\S+ \d\S*) \([\w.-]+\)(?::|$)/gm)].map(([, name]) => name);
    expect(packages.size).toBeGreaterThan(5);
    expect(named.sort()).toEqual([...packages].sort());
  });

  test('names the copyright holder of each package', () => {
    const [, ...sections] = shipped.split(/^-{80}$/m);
    expect(sections.length).toBeGreaterThan(5);
    // From the licence text, or else from package.json.
    expect(sections.filter((section) => !/copyright|©|CC0|\): \S/i.test(section))).toEqual([]);
  });

  test('contains the licence text of each package', () => {
    expect(shipped).toContain('Permission is hereby granted');
    expect(shipped).not.toContain('The package does not include its licence text.');
  });
});

describe('the licences of the docs page', () => {
  let built: Built;
  let page: string;
  beforeAll(async () => {
    built = await buildInto('bundle', 'errors', 'docs');
    page = await built.read('docs/operations.html');
  });
  afterAll(() => built?.remove());

  /** Returns the start of the section for the package that a licence comment names. */
  function sectionOf(comment: string): string {
    const [, module] = /(\S+)\.production\.js/.exec(comment) ?? [];
    if (module) return `${module.replace(/-(?:client|jsx-runtime)$/, '')} (`;
    const [, version] = /Redocly LLC[\s\S]*Version: (\S+)/.exec(comment) ?? [];
    if (version) return `Redoc ${version} (`;
    const [, name, number] = /([\w.-]+) v?(\d+\.\d+\.\d+)/.exec(comment) ?? [];
    return name ? `${name} ${number} (` : `a section on ${comment}`;
  }

  /** Returns the sections that the licence comments of the page require. */
  function requiredSections(): string[] {
    const comments = [...page.matchAll(/@license/g)].map(({ index }) =>
      page.slice(page.lastIndexOf('/*', index), page.indexOf('*/', index)),
    );
    return [...new Set(comments.map(sectionOf))];
  }

  test('have a section for each comment with @license, and one for Redoc', () => {
    expect(requiredSections().length).toBeGreaterThan(5);
    expect(requiredSections().filter((start) => !ofPage.includes(`\n${start}`))).toEqual([]);
    expect(ofPage).toMatch(/^Redoc \d\S* \(MIT\): .*Redocly LLC/m);
  });

  test('are the same for the page and for the Redoc script', () => {
    expect(pageLicencesOf(page, ROOT)).toBe(pageLicencesOf(redocScript(ROOT), ROOT));
    expect(ofPage.trim()).toBe(pageLicencesOf(page, ROOT).trim());
  });

  test('have a licence text in each section', () => {
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
  ])('fail the build on an unknown licence comment: %j', (comment) => {
    const script = `${redocScript(ROOT)}\n${comment}\n`;
    const collect = () => pageLicencesOf(script, ROOT);
    expect(collect).toThrow(StepError);
    expect(collect).toThrow(/GPL-3\.0|Somebody/);
  });

  test('fail the build if the Redoc script is missing or has no licence comment', () => {
    expect(() => redocScript(temporaryFolder('licences'))).toThrow(StepError);
    expect(() => pageLicencesOf('/*! js-yaml 5.4.1 https://a.test @license MIT */', ROOT)).toThrow(
      /of Redoc/,
    );
  });
});

test('the client bundles no package', async () => {
  const { metafile } = await build({ ...clientBundle(project), write: false });
  expect([...packagesOf(metafile)]).toEqual([]);
});

describe('the licence of a bundled package', () => {
  /** Returns a function that collects the licences of a bundle with one package. */
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
    'must be permissive, not "%s"',
    (license) => {
      expect(withPackage({ license })).toThrow(/not listed as permissive: @a\/b 1\.2\.3/);
    },
  );

  test('must not be missing', () => {
    expect(withPackage({})).toThrow('@a/b 1.2.3 (none)');
  });

  test('is included with the NOTICE file', () => {
    const text = withPackage({ license: 'Apache-2.0' }, { LICENSE: 'The terms', NOTICE: 'The notice' })();
    expect(text).toContain('@a/b 1.2.3 (Apache-2.0)\n\nThe terms\n\nThe notice\n');
  });

  test('comes from the README if the package has no licence file', () => {
    const readme = '# b\n\nUse it.\n\n## License (MIT)\n\nCopyright Somebody\n\n[a]: https://a.test\n';
    const old = { licenses: [{ type: 'MIT' }], author: { name: 'Somebody' }, repository: { url: 'a/b' } };
    expect(withPackage(old, { 'README.md': readme })()).toContain(
      '@a/b 1.2.3 (MIT): Somebody; a/b\n\nCopyright Somebody\n',
    );
  });
});
