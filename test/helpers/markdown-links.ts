/** Finds the broken relative links of a Markdown file. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the relative links and pictures of a file whose target or section does not exist, and the number of links. */
export function checkLinks(file: string): { broken: string[]; checked: number } {
  const links = [...proseOf(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const broken = links.filter(([, path = '', section]) => {
    const target = path === '' ? file : join(dirname(file), path);
    return !existsSync(target) || (section !== undefined && !sectionsOf(target).includes(section));
  });
  return { broken: broken.map(([link]) => link.slice(2, -1)), checked: links.length };
}

/** Returns the anchors of the headings, as GitHub generates them. */
function sectionsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Returns a text without its code blocks, which may contain comments and brackets. */
function proseOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
}
