/** generated/openapi.json -> generated/docs/index.html: the docs in one file that asks nobody for anything. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf, generatedContract } from '../catalogue.ts';
import { docsDocument } from '../docs/document.ts';
import { finishPage } from '../docs/page.ts';
import { NOTICE, type Project, writeWhole } from '../project.ts';
import { redocly } from '../run-tool.ts';

export async function docs(project: Project): Promise<void> {
  const contract = generatedContract(project);
  const sources = join(project.root, 'scripts', 'docs');
  const folder = await mkdtemp(join(tmpdir(), 'social-data-docs-'));
  try {
    const document = join(folder, 'openapi.json');
    const page = join(folder, 'index.html');
    await writeFile(document, JSON.stringify(docsDocument(contract, catalogueOf(contract))));
    // A configuration of its own: the rules of redocly.yaml are of no use here, and are not waited for.
    const config = ['--config', join(sources, 'redocly.yaml')];
    const template = ['--template', join(sources, 'template.hbs')];
    await redocly(
      ['build-docs', document, '--inlineBundle', '--output', page, ...config, ...template],
      project.root,
    );
    const css = await readFile(join(sources, 'docs.css'), 'utf8');
    const finished = finishPage(await readFile(page, 'utf8'), { NOTICE, CSS: css.trimEnd() });
    writeWhole(join(project.generated, 'docs', 'index.html'), finished);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
