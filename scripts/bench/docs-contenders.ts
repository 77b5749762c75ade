/**
 * The docs, and pages for Redoc, Swagger UI and Scalar with the same bundle, set up as their documentation describes.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, fetchPackage, type PinnedPackage } from '../lib/fetch-package.ts';
import { type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { runRedocly } from '../lib/run-tool.ts';
import type { DocsSite } from './workers/docs.ts';

/** A tool that renders a bundle in the browser. It is not a dependency: only this benchmark fetches it. */
interface Renderer {
  name: string;
  npm: PinnedPackage;
  script: string;
  style?: string;
  /** The HTML element, and the call that renders openapi.json into it. */
  element: string;
  call: string;
}

const RENDERERS: readonly Renderer[] = [
  {
    name: 'Swagger UI',
    npm: { name: 'swagger-ui-dist', version: '5.35.0' },
    script: 'swagger-ui-bundle.js',
    style: 'swagger-ui.css',
    element: '<div id="swagger-ui"></div>',
    call: "SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui' });",
  },
  {
    name: 'Scalar',
    npm: { name: '@scalar/api-reference', version: '1.72.1' },
    script: 'dist/browser/standalone.js',
    element: '<div id="app"></div>',
    call: "Scalar.createApiReference('#app', { url: 'openapi.json' });",
  },
];

/**
 * Returns our pages, a page with one word, then the pages of the other tools, which are fetched if they are not cached. A tool that cannot be
 * fetched is reported on standard error and omitted.
 *
 * @throws {Error} if the docs have not been built
 */
export async function docsSites(project: Project): Promise<DocsSite[]> {
  const folder = join(project.generated, 'docs');
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('The docs are missing. Run `npm run docs` first.');
  const [entry] = readGeneratedContract(project).errors.toSorted((a, b) => b.fields.length - a.fields.length);
  const own = (name: string, page: string, more: readonly string[]): DocsSite => ({
    name,
    page,
    files: Object.fromEntries([page, 'script.js', ...more].map((file) => [file, join(folder, file)])),
  });
  const others = await Promise.all(RENDERERS.map((renderer) => siteOf(project, renderer)));
  return [
    own('page of a code', `errors/${entry?.code}.html`, []),
    own('landing page', 'index.html', ['index.js']),
    emptySite(project),
    await redocSite(project),
    ...others.filter((site) => site !== undefined),
  ];
}

/** A page with one word: its first paint is the time that Chromium needs for any navigation. */
function emptySite({ root }: Project): DocsSite {
  const page = join(root, '.cache/bench/empty.html');
  writeWhole(
    page,
    '<!DOCTYPE html>\n<html lang="en">\n<title>Empty</title>\n<link rel="icon" href="data:,">\n<p>Empty</p>\n',
  );
  return { name: 'page with one word', page: 'empty.html', files: { 'empty.html': page } };
}

/** The page of `redocly build-docs` without changes. */
async function redocSite(project: Project): Promise<DocsSite> {
  const page = join(project.root, '.cache/bench/redoc.html');
  const bundle = join(project.generated, 'openapi.json');
  const config = join(project.root, 'scripts/build/docs/redocly.yaml');
  await runRedocly(
    ['build-docs', bundle, '--inlineBundle', '--output', page, '--config', config],
    project.root,
  );
  return { name: 'Redoc', page: 'redoc.html', files: { 'redoc.html': page } };
}

async function siteOf(project: Project, renderer: Renderer): Promise<DocsSite | undefined> {
  const { npm, script, style } = renderer;
  const name = `${renderer.name} ${npm.version}`;
  const required = style === undefined ? [script] : [style, script];
  const fetched = await fetchPackage(npm, cacheFolder('docs'), async (folder) => {
    const missing = required.find((file) => !existsSync(join(folder, file)));
    return missing && `has no ${missing}`;
  });
  if ('missing' in fetched) {
    console.warn(`SKIPPED: ${name}. ${fetched.missing}`);
    return;
  }
  const page = join(project.root, '.cache/bench', `${renderer.name.replaceAll(' ', '-')}.html`);
  writeWhole(page, pageOf(renderer));
  const assets = required.map((file) => [file, join(fetched.folder, file)]);
  const bundle = join(project.generated, 'openapi.json');
  const files = { 'index.html': page, ...Object.fromEntries(assets), 'openapi.json': bundle };
  return { name, page: 'index.html', files };
}

function pageOf({ name, style, script, element, call }: Renderer): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${name}</title>
  <link rel="icon" href="data:,">
  ${style === undefined ? '' : `<link rel="stylesheet" href="${style}">`}
</head>
<body>
  ${element}
  <script src="${script}"></script>
  <script>${call}</script>
</body>
</html>
`;
}
