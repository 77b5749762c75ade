/**
 * The licences of what the docs page contains: Redoc, built into one script with its dependencies. No metafile says which
 * these are, but most leave a comment in it. What such a comment names has to be in the table.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError } from '../../lib/project.ts';
import { fileOf, textIn } from './licences.ts';

/** What `redocly build-docs --inlineBundle` puts into the page. */
const SCRIPT = 'node_modules/@redocly/cli/lib/chunks/redoc.standalone.js';

/** A package in the script. */
interface Part {
  name: string;
  /** What its comment has to say, with its licence; `copyright` and, where the comment has one, `version` are taken. */
  sign: RegExp;
  /** SPDX, by the comment. */
  licence: string;
  /** The package whose text of the licence it is, where it is installed: this one, or one that has the same. */
  textOf?: string;
  /** What the comment leaves open. */
  remark?: string;
}

/** What React's packages have above each of their modules. */
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
    // node_modules/@redocly/cli/THIRD_PARTY_NOTICES, of redoc itself.
    remark: 'The notices of @redocly/cli say of it: Copyright (c) 2015-present, Rebilly, Inc.',
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
    remark: 'It is passed on under Apache-2.0.',
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
    remark: 'Its comment names no licence; npm says MIT of it.',
  },
  {
    name: 'js-yaml',
    sign: /js-yaml (?<version>[\d.]+) (?<copyright>https:\S+) @license MIT/,
    licence: 'MIT',
    textOf: 'js-yaml',
  },
  {
    // It is in a string, and its ends of lines are written out.
    name: 'FlexSearch.js',
    sign: /FlexSearch\.js v(?<version>[\d.]+) .*\n.*(?<copyright>Copyright: [^\\\n]*).*\n.* Licence: Apache-2\.0/,
    licence: 'Apache-2.0',
  },
];

/** A comment; neither a path with a star nor a pattern that looks like its start makes it longer. */
const COMMENT = /(\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\/)/;
const TAG = /@licen[cs]e\b/i;
/** What makes a comment one of a licence. */
const LEGAL = /@licen[cs]e\b|@preserve\b|(?<![\w-])copyright(?![\w-])/i;

/** Modules that keep their path, and addresses of the two whose messages have one. */
const TRACES = [
  /"node_modules\/((?:@[^/"]+\/)?[^/"]+)\//g,
  /https:\/\/github\.com\/[\w-]+\/(styled-components|jotai)\//g,
];

/** The script that the docs page is made with. */
export function redocScript(root: string): string {
  const file = join(root, SCRIPT);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new StepError(
    `${SCRIPT} is not there: see where @redocly/cli has Redoc, and mend scripts/build/package/page-licences.ts.`,
  );
}

/**
 * The text of the file's part on the docs page.
 *
 * @param script Redoc's, or a page that has it in it
 * @param root the folder that has node_modules/
 * @throws {StepError} where a comment on a licence names what the table has not, and where Redoc left none
 */
export function pageLicencesOf(script: string, root: string): string {
  // By the group in it, each second piece is a comment.
  const pieces = script.split(COMMENT);
  const comments = pieces.filter((piece, at) => at % 2 === 1 && LEGAL.test(piece));
  const torn = pieces.filter((piece, at) => at % 2 === 0 && TAG.test(piece));
  const unknown = comments.filter((comment) => !PARTS.some(({ sign }) => sign.test(comment)));
  const left = [...new Set([...unknown, ...torn.map(aroundTag)])];
  if (left.length > 0) throw unexpected(`has on licences what the table does not know: ${left.join(' | ')}`);

  const found = PARTS.flatMap((part) => {
    const titles = comments.flatMap((comment) => {
      const match = part.sign.exec(comment);
      return match ? [titleOf(part, match)] : [];
    });
    return [...new Set(titles)].map((title) => ({ ...part, title }));
  });
  if (!found.some(({ name }) => name === 'Redoc')) throw unexpected('has no comment of Redoc itself');

  const traces = TRACES.flatMap((trace) => [...script.matchAll(trace)].map(([, name = '']) => name));
  const silent = [...new Set(traces)].sort();
  const has = silent.filter((name) => installedText(name, root));
  const lacks = silent.filter((name) => !has.includes(name));
  const head = [
    'The docs page, generated/docs/index.html, contains Redoc and these of its dependencies, each under its own licence.',
    "Redoc's script has more in it that it says no licence of. Of these there is a trace in it, and no text is",
    `installed where this file is made: ${lacks.join(', ') || 'none'}.`,
  ];
  return fileOf(head.join('\n'), [
    ...found.map((part) => withText(part, root)),
    ...has.map((name) => withText({ title: name, textOf: name }, root)),
  ]);
}

function titleOf({ name, licence, remark }: Part, { groups }: RegExpExecArray): string {
  const what = [name, groups?.version].filter(Boolean).join(' ');
  return [`${what} (${licence}): ${groups?.copyright}`, remark].filter(Boolean).join('\n');
}

/** With the text that is installed, or else the standard one of the licence; it says which. */
function withText({ title, textOf, licence }: Partial<Part> & { title: string }, root: string) {
  const installed = textOf && installedText(textOf, root);
  if (installed) {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', textOf, 'package.json'), 'utf8'));
    return { title: `${title}\nThe text is that of ${textOf} ${version}.`, text: installed };
  }
  const text = licence === 'MIT' ? MIT : apache(root);
  return { title: `${title}\nNo text of its own is installed; this is the licence's standard one.`, text };
}

function installedText(name: string, root: string): string {
  const folder = join(root, 'node_modules', name);
  return existsSync(folder) ? textIn(folder) : '';
}

/** The terms alone, from a package that has them with nobody's name in them. */
function apache(root: string): string {
  const [terms = ''] = textIn(join(root, 'node_modules/wireit')).split(/(?<=END OF TERMS AND CONDITIONS)/);
  if (/^Apache License\s+Version 2\.0/.test(terms)) return terms;
  throw new StepError(
    'node_modules/wireit has not the text of Apache-2.0 any more: take it from another package.',
  );
}

function aroundTag(piece: string): string {
  const at = piece.search(TAG);
  return piece.slice(Math.max(0, at - 100), at + 200);
}

function unexpected(what: string): StepError {
  return new StepError(
    `The docs page's script ${what}. See what is in Redoc, and add it to scripts/build/package/page-licences.ts.`,
  );
}

/** https://opensource.org/license/mit, below the copyright. */
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
