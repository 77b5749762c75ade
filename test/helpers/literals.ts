/** Searches hand-written code for words that only the spec may contain. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';
import type { Contract } from '../../src/contract/model.ts';

export interface Hit {
  file: string;
  line: number;
  /** The word that only the spec may contain. */
  word: string;
}

const CODE = new Set(['.ts', '.js', '.mjs', '.cjs', '.tsx']);

/** Returns the words of a contract: codes, enum values of parameters, the fixed parts of paths, and statuses. */
export function wordsOf(contract: Contract) {
  const values = contract.operations.flatMap(({ parameters }) =>
    parameters.flatMap(({ schema }) => (Array.isArray(schema.enum) ? schema.enum.map(String) : [])),
  );
  const paths = contract.operations.map(({ path }) => path.slice(0, path.indexOf('/{')));
  return {
    codes: contract.errors.map(({ code }) => code),
    values: [...new Set(values)],
    paths: [...new Set(paths)],
    statuses: [...new Set(contract.errors.map(({ status }) => status))],
  };
}

type Words = ReturnType<typeof wordsOf>;

/** Returns all hits in the files of a folder and its subfolders. */
export function hitsBelow(folder: string, words: Words): Hit[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => hitsIn(file, readFileSync(file, 'utf8'), words));
}

/** Returns the hits in one file. Searches the syntax tree of a code file, and the text of a data file. */
export function hitsIn(file: string, text: string, words: Words): Hit[] {
  if (!CODE.has(extname(file))) {
    return text
      .split('\n')
      .flatMap((line, index) => wordsIn(line, words).map((word) => ({ file, line: index + 1, word })));
  }
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const hits: Hit[] = [];
  const add = (node: ts.Node, found: string[]) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    for (const word of found) hits.push({ file, line: line + 1, word });
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isJsxText(node)
    ) {
      add(node, wordsIn(node.text, words));
    } else if (ts.isRegularExpressionLiteral(node)) {
      add(node, wordsIn(node.text.replaceAll('\\/', '/'), words));
    } else if (ts.isIdentifier(node)) {
      // An identifier counts like a string.
      add(
        node,
        words.codes.filter((code) => code === node.text),
      );
    } else if (ts.isNumericLiteral(node) && words.statuses.includes(Number(node.text)) && !isBound(node)) {
      add(node, [node.text]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return hits;
}

function wordsIn(text: string, { codes, values, paths }: Words): string[] {
  const longer = values.filter((value) => value.length > 2);
  const contained = [...codes, ...longer].filter((word) =>
    new RegExp(`(?<![A-Za-z_])${word}(?![A-Za-z_])`).test(text),
  );
  const whole = values.filter((value) => value.length <= 2 && text === value);
  return [...contained, ...whole, ...paths.filter((path) => text.includes(path))];
}

/** Returns whether a number is the bound of a class of statuses (RFC 9110 15), as in `status >= 400`. */
function isBound(node: ts.Node): boolean {
  const { parent } = node;
  const comparisons = [
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.LessThanEqualsToken,
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.GreaterThanEqualsToken,
  ];
  return ts.isBinaryExpression(parent) && comparisons.includes(parent.operatorToken.kind);
}
