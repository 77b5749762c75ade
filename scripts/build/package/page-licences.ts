/**
 * Collects the licences of the packages in the docs page. The page contains Redoc, bundled into one script with its
 * dependencies. No metafile lists them, but most have a licence comment in the script. PARTS must have an entry for
 * each licence comment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError } from '../../lib/project.ts';
import { fileOf, textIn } from './licences.ts';

/** The script that `redocly build-docs --inlineBundle` embeds in the page. */
const SCRIPT = 'node_modules/@redocly/cli/lib/chunks/redoc.standalone.js';

/** A package in the script. */
interface Part {
  name: string;
  /** Matches the licence comment. The group `copyright` is required; the group `version` is optional. */
  sign: RegExp;
  /** The licence that the comment names (SPDX). */
  licence: string;
  /** The installed package to take the licence text from: this package, or one with the same text. */
  textOf?: string;
  /** A fact that the comment does not contain. */
  remark?: string;
}

/** Returns a pattern for the licence comment that React's packages have at the top of each module. */
function ofReact(modules: string): RegExp {
  const lines = ['@license React', `${modules}\\.production\\.js`, '', '(?<copyright>Copyright .*)', ''];
  return new RegExp(`${lines.map((line) => `^\\*${line && ' '}${line}\\n`).join('')}.* MIT license`, 'm');
}

const PARTS: readonly Part[] = [
  {
    name: 'Redoc',
    sign: /@license MIT\n\* (?<copyright>.* Redocly LLC.*)\n[\s\S]*Version: (?<version>[\d.]+)/,
    licence: 'MIT',
    textOf: '@redocly/cli',
    // Source: the entry for redoc in node_modules/@redocly/cli/THIRD_PARTY_NOTICES.
    remark: 'The notices of @redocly/cli also state: Copyright (c) 2015-present, Rebilly, Inc.',
  },
  { name: 'react', sign: ofReact('react(?:-jsx-runtime)?'), licence: 'MIT', textOf: 'react' },
  { name: 'react-dom', sign: ofReact('react-dom(?:-client)?'), licence: 'MIT', textOf: 'react-dom' },
  { name: 'scheduler', sign: ofReact('scheduler'), licence: 'MIT', textOf: 'scheduler' },
  {
    name: 'react-router',
    sign: /^\* react-router v(?<version>[\d.]+)\n\*\n\* (?<copyright>Copyright .*)\n[\s\S]*@license MIT/m,
    licence: 'MIT',
  },
  {
    name: 'DOMPurify',
    sign: /DOMPurify (?<version>[\d.]+) \| (?<copyright>.*) \| .* Apache license 2\.0 and Mozilla Public License 2\.0/,
    licence: 'Apache-2.0 OR MPL-2.0',
    remark: 'It is redistributed under Apache-2.0.',
  },
  {
    name: 'regenerator-runtime',
    sign: /regenerator-runtime -- (?<copyright>.*) -- license \(MIT\): .*\/babel-helpers\//,
    licence: 'MIT',
    textOf: '@babel/helpers',
  },
  {
    name: 'json-crawl',
    sign: /^\* json-crawl v(?<version>[\d.]+)\n\* (?<copyright>Copyright .*)/m,
    licence: 'MIT',
    remark: 'The comment in the script names no licence; the package on npm is under MIT.',
  },
  {
    name: 'js-yaml',
    sign: /js-yaml (?<version>[\d.]+) (?<copyright>https:\S+) @license MIT/,
    licence: 'MIT',
    textOf: 'js-yaml',
  },
  {
    // This comment is inside a string, with escaped line breaks.
    name: 'FlexSearch.js',
    sign: /FlexSearch\.js v(?<version>[\d.]+) .*\n.*(?<copyright>Copyright: [^\\\n]*).*\n.* Licence: Apache-2\.0/,
    licence: 'Apache-2.0',
  },
];

/** A block comment that contains no second comment start, so that a glob or a regular expression never extends it. */
const COMMENT = /(\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\/)/;
const TAG = /@licen[cs]e\b/i;
/** Matches a licence comment. */
const LEGAL = /@licen[cs]e\b|@preserve\b|(?<![\w-])copyright(?![\w-])/i;

/** Other signs of a package: the module paths that the script keeps, and URLs in the messages of two packages. */
const TRACES = [
  /"node_modules\/((?:@[^/"]+\/)?[^/"]+)\//g,
  /https:\/\/github\.com\/[\w-]+\/(styled-components|jotai)\//g,
];

/** Returns the script that is embedded in the docs page. */
export function redocScript(root: string): string {
  const file = join(root, SCRIPT);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new StepError(
    `${SCRIPT} is missing. Find the Redoc script in @redocly/cli, and fix the path in scripts/build/package/page-licences.ts.`,
  );
}

/**
 * Returns the licences of the packages in the docs page.
 *
 * @param script Redoc's script, or a page that contains it
 * @param root the folder that contains node_modules/
 * @throws {StepError} if a licence comment has no entry in PARTS, or if Redoc itself has no licence comment
 */
export function pageLicencesOf(script: string, root: string): string {
  // COMMENT has a group, so every second piece is a comment.
  const pieces = script.split(COMMENT);
  const comments = pieces.filter((piece, at) => at % 2 === 1 && LEGAL.test(piece));
  const torn = pieces.filter((piece, at) => at % 2 === 0 && TAG.test(piece));
  const unknown = comments.filter((comment) => !PARTS.some(({ sign }) => sign.test(comment)));
  const left = [...new Set([...unknown, ...torn.map(aroundTag)])];
  if (left.length > 0) throw unexpected(`has unknown licence comments: ${left.join(' | ')}`);

  const found = PARTS.flatMap((part) => {
    const titles = comments.flatMap((comment) => {
      const match = part.sign.exec(comment);
      return match ? [titleOf(part, match)] : [];
    });
    return [...new Set(titles)].map((title) => ({ ...part, title }));
  });
  if (!found.some(({ name }) => name === 'Redoc')) throw unexpected('has no licence comment of Redoc');

  const traces = TRACES.flatMap((trace) => [...script.matchAll(trace)].map(([, name = '']) => name));
  const uncommented = [...new Set(traces)].sort();
  const withTexts = uncommented.filter((name) => installedText(name, root));
  const withoutTexts = uncommented.filter((name) => !withTexts.includes(name));
  const head = [
    'The docs page generated/docs/operations.html contains Redoc and the dependencies below, each under its licence.',
    "Redoc's script also contains packages without a licence comment. For these packages, no licence text was installed",
    `when this file was generated: ${withoutTexts.join(', ') || 'none'}.`,
  ];
  return fileOf(head.join('\n'), [
    ...found.map((part) => withText(part, root)),
    ...withTexts.map((name) => withText({ title: name, textOf: name }, root)),
  ]);
}

function titleOf({ name, licence, remark }: Part, { groups }: RegExpExecArray): string {
  const title = [name, groups?.version].filter(Boolean).join(' ');
  return [`${title} (${licence}): ${groups?.copyright}`, remark].filter(Boolean).join('\n');
}

/** Adds the installed licence text, or else the standard text of the licence, and a line that names the source. */
function withText({ title, textOf, licence }: Partial<Part> & { title: string }, root: string) {
  const installed = textOf && installedText(textOf, root);
  if (installed) {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', textOf, 'package.json'), 'utf8'));
    return { title: `${title}\nLicence text from ${textOf} ${version}.`, text: installed };
  }
  const text = licence === 'MIT' ? MIT : apache(root);
  return {
    title: `${title}\nStandard text of the licence, because no text of the package is installed.`,
    text,
  };
}

function installedText(name: string, root: string): string {
  const folder = join(root, 'node_modules', name);
  return existsSync(folder) ? textIn(folder) : '';
}

/** Returns the terms of Apache-2.0 without a copyright notice, from an installed package. */
function apache(root: string): string {
  const [terms = ''] = textIn(join(root, 'node_modules/wireit')).split(/(?<=END OF TERMS AND CONDITIONS)/);
  if (/^Apache License\s+Version 2\.0/.test(terms)) return terms;
  throw new StepError(
    'node_modules/wireit no longer contains the text of Apache-2.0. Take the text from another package.',
  );
}

function aroundTag(piece: string): string {
  const at = piece.search(TAG);
  return piece.slice(Math.max(0, at - 100), at + 200);
}

function unexpected(fault: string): StepError {
  return new StepError(
    `The docs page's script ${fault}. Check Redoc's script, and update PARTS in scripts/build/package/page-licences.ts.`,
  );
}

/** The text of https://opensource.org/license/mit below the copyright notice. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
