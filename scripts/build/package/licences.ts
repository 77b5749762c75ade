/**
 * Collects the licences of the packages that are bundled into the commands. Their terms require that copies include the
 * licence text. The common esbuild plugin for this is unmaintained since 2024 and does not find a licence in a README.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { StepError } from '../../lib/project.ts';

/** Licences (SPDX) that allow redistribution if the copy includes the licence text. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** A bundled package. */
interface Bundled {
  name: string;
  version: string;
  /** An SPDX identifier. */
  licence: string;
  /** The authors and the repository, if package.json names them. */
  author: string;
  /** The licence text in the package, with the NOTICE file if it has one. */
  text: string;
}

/** The fields of package.json that are used. Old packages have `licenses`. */
interface Manifest {
  name: string;
  version: string;
  license?: string | { type: string };
  licenses?: { type: string }[];
  author?: string | { name: string; email?: string };
  contributors?: (string | { name: string })[];
  repository?: string | { url: string };
  homepage?: string;
}

/**
 * Returns the licences of all packages in a bundle.
 *
 * @param root the folder that the metafile's paths are relative to
 * @throws {StepError} if a licence is not in the list of permissive licences
 */
export function licencesOf({ outputs }: Metafile, root: string): string {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '');
  const packages = [...new Set(folders)].filter(Boolean).map((folder) => readPackage(join(root, folder)));
  const refused = packages.filter(({ licence }) => !PERMISSIVE.has(licence));
  if (refused.length > 0) {
    const names = refused.map(({ name, version, licence }) => `${name} ${version} (${licence || 'none'})`);
    throw new StepError(
      `These packages have a licence that is not listed as permissive: ${names.join(', ')}. Replace the package, or add its licence in scripts/build/package/licences.ts.`,
    );
  }
  const head =
    'The commands of this package contain the packages below, each under its licence. The client contains none of them.';
  return fileOf(
    head,
    packages
      .map((bundled) => ({ title: titleOf(bundled), text: bundled.text }))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  );
}

function readPackage(folder: string): Bundled {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = manifest.licenses?.[0] ?? '', repository } = manifest;
  const authors = [manifest.author ?? manifest.contributors ?? []].flat();
  const people = authors.map((author) => (typeof author === 'string' ? author : author.name));
  const place = typeof repository === 'string' ? repository : repository?.url;
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : license.type,
    author: [people.join(', '), place ?? manifest.homepage].filter(Boolean).join('; '),
    text: textIn(folder),
  };
}

/** Returns the text of the licence files in a folder, or else the licence section of the README. */
export function textIn(folder: string): string {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  const files = readdirSync(folder).sort();
  const own = files.filter((file) => /^(?:un)?(?:licen[cs]e|copying|notice)(?:$|[.-])/i.test(file));
  if (own.length > 0) return own.map(read).join('\n\n');
  const readme = files.find((file) => /^readme(?:$|\.)/i.test(file));
  const [, section = ''] = (readme ? read(readme) : '').split(/^#*[ \t]*licen[cs]e\b.*$/im);
  return section
    .replace(/^(?:#|\[[^\]]+\]: )[\s\S]*/m, '')
    .replace(/^[-=]+$/m, '')
    .trim();
}

/** Renders the licence file, or a part of it. Packages with the same text share a section. */
export function fileOf(head: string, packages: readonly { title: string; text: string }[]): string {
  const byText = new Map<string, string[]>();
  for (const { title, text } of packages) byText.set(text, [...(byText.get(text) ?? []), title]);
  const sections = [...byText].map(([text, titles]) =>
    [...titles, '', text || 'The package does not include its licence text.'].join('\n'),
  );
  return `${[head, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function titleOf({ name, version, licence, author }: Bundled): string {
  return `${name} ${version} (${licence})${author && `: ${author}`}`;
}
