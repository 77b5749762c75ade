/** generated/openapi.json -> generated/docs/index.html: the docs in one file that sends no requests. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { runRedocly } from '../lib/run-tool.ts';
import { browserScript } from './docs/browser-script.ts';
import { docsDocument } from './docs/document.ts';
import { embedded, finishPage } from './docs/page.ts';
import { searchEntries } from './docs/search-entries.ts';

export async function docs(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const sources = join(import.meta.dirname, 'docs');
  const folder = await mkdtemp(join(tmpdir(), 'social-data-docs-'));
  try {
    const document = join(folder, 'openapi.json');
    const page = join(folder, 'index.html');
    const catalogue = catalogueOf(contract);
    await writeFile(document, JSON.stringify(docsDocument(contract, catalogue)));
    // A separate configuration, because this command does not need the lint rules of redocly.yaml.
    const config = ['--config', join(sources, 'redocly.yaml')];
    const template = ['--template', join(sources, 'template.hbs')];
    await runRedocly(
      ['build-docs', document, '--inlineBundle', '--output', page, ...config, ...template],
      project.root,
    );
    // finishPage changes Redoc's page and adds these parts.
    const styles = ['docs.css', 'parts.css'].map((file) => readFile(join(sources, file), 'utf8'));
    const finished = finishPage(await readFile(page, 'utf8'), {
      NOTICE,
      CSS: (await Promise.all(styles)).join('\n').trimEnd(),
      SEARCH: embedded(searchEntries(catalogue)),
      SCRIPT: await browserScript(sources),
    });
    writeWhole(join(project.generated, 'docs', 'index.html'), finished);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
