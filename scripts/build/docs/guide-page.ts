/** guides/*.html: the guides in docs/, and generated tables. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { html } from '../../../src/text/html.ts';
import type { Project } from '../../lib/project.ts';
import { markdownToHtml } from './markdown.ts';
import { DATA_FILES, type Guide, type Page, type Site } from './site.ts';

/** Generated tables that are not part of every checkout. */
const TABLES = ['interop.md', 'change-rules.md'];

/** Reads the guides: docs/*.md in alphabetical order, then the generated tables. */
export function readGuides({ root, generated }: Project): Guide[] {
  const sources = [
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => `docs/${name}`),
    ...TABLES.filter((name) => existsSync(join(generated, name))).map((name) => `generated/${name}`),
  ];
  return sources.map((source) => {
    const file = source.startsWith('generated/') ? join(generated, basename(source)) : join(root, source);
    const markdown = readFileSync(file, 'utf8');
    const name = basename(source, '.md');
    return { name, title: /^# (.*)$/m.exec(markdown)?.[1]?.replaceAll('`', '') ?? name, markdown, source };
  });
}

/** Returns the page of a guide. */
export function guidePage(guide: Guide, site: Site): Page {
  return {
    path: `guides/${guide.name}.html`,
    title: `${guide.title} – ${site.catalogue.title}`,
    description: guide.title,
    main: html`${markdownToHtml(guide.markdown, (href) => targetOf(href, guide, site))}`,
  };
}

/**
 * Returns the target of a guide's link on the site. A link to a file of the repository that the site does not have is
 * removed, and its text remains.
 */
function targetOf(href: string, { source }: Guide, { guides, catalogue }: Site): string | undefined {
  if (/^(?:https?:|#)/.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const hash = fragment === undefined ? '' : `#${fragment}`;
  const file = join(dirname(source), path).replaceAll('\\', '/');
  const guide = guides.find((other) => other.source === file);
  if (guide) return `${guide.name}.html${hash}`;
  const name = file.replace(/^generated\//, '');
  if (file === 'README.md') return '../index.html';
  if (name === 'errors.md') return `../index.html${hash}`;
  if (file === 'CHANGELOG.md') return '../changes.html';
  if (DATA_FILES.includes(name) && file.startsWith('generated/')) return `../${name}`;
  const entry = catalogue.errors.find(({ code }) => name === `errors/${code}.md`);
  return entry && `../${entry.docs}`;
}
