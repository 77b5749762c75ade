/**
 * The licences of the packages that are bundled into the commands: their terms ask that their text goes along. There are
 * plugins for esbuild that collect them; the one that is used has been left since 2024 and finds no text in a README.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { StepError } from '../../lib/project.ts';

/** Licences (SPDX) that let anybody pass a copy on, as long as their text goes along. */
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

/** A package that is in a bundle. */
interface Bundled {
  name: string;
  version: string;
  /** An SPDX identifier. */
  licence: string;
  /** Who made it, and where, as far as the package says so. */
  author: string;
  /** What the package itself says of its licence; of Apache-2.0 the NOTICE, too. */
  text: string;
}

/** What of a package's description matters here. Old packages have `licenses`. */
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
 * The text of the file that goes along with a bundle.
 *
 * @param root the folder that the metafile's paths are relative to
 * @throws {StepError} where a licence is not known to allow it
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
      `These may not be bundled, or nobody has looked whether they may: ${names.join(', ')}.`,
    );
  }
  const head =
    'The commands of this package contain these, each under its own licence. The client contains none.';
  return fileOf(
    head,
    packages
      .map((its) => ({ title: titleOf(its), text: its.text }))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  );
}

function readPackage(folder: string): Bundled {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = manifest.licenses?.[0] ?? '', repository } = manifest;
  const makers = [manifest.author ?? manifest.contributors ?? []].flat();
  const people = makers.map((maker) => (typeof maker === 'string' ? maker : maker.name));
  const place = typeof repository === 'string' ? repository : repository?.url;
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : license.type,
    author: [people.join(', '), place ?? manifest.homepage].filter(Boolean).join('; '),
    text: textIn(folder),
  };
}

/** The licence's own file, or what the README says under that heading. */
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

/** The file, or a part of it. Packages whose text is the same share it. */
export function fileOf(head: string, packages: readonly { title: string; text: string }[]): string {
  const byText = new Map<string, string[]>();
  for (const { title, text } of packages) byText.set(text, [...(byText.get(text) ?? []), title]);
  const sections = [...byText].map(([text, titles]) =>
    [...titles, '', text || 'The package has no text of its licence.'].join('\n'),
  );
  return `${[head, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function titleOf({ name, version, licence, author }: Bundled): string {
  return `${name} ${version} (${licence})${author && `: ${author}`}`;
}
