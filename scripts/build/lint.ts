/** Lints spec/: first the syntax of each file, then Redocly with the rules of `recommended-strict` and ours in scripts/lint/. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { type Project, StepError } from '../lib/project.ts';
import { runRedocly } from '../lib/run-tool.ts';

export async function lint(project: Project): Promise<void> {
  checkSyntax(project);
  await runRedocly(['lint', 'social-data@v1'], project.root);
}

/**
 * Reports the first syntax error of each file. Redocly would report it again at each reference to the file.
 *
 * @throws {StepError} if a file is not valid YAML
 */
function checkSyntax({ root }: Project): void {
  const files = readdirSync(join(root, 'spec'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  const faults = files.sort().flatMap((name) => {
    const file = join(root, 'spec', name);
    const fault = syntaxFault(readFileSync(file, 'utf8'));
    return fault === undefined ? [] : [`${relative(root, file)}:${fault}`];
  });
  if (faults.length > 0) throw new StepError('The spec is not valid YAML.', { details: faults.join('\n\n') });
}

/** A character that YAML permits only as an escape sequence (YAML 1.2.2, production 1). */
const NOT_PRINTABLE = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Returns the first fault of a text as `LINE:COLUMN: message`, or undefined if Redocly can read the text. */
function syntaxFault(text: string): string | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: true });
  const at = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${line}:${col}: ${message}`;
  };
  // An unknown tag is only a warning.
  const [error] = [...document.errors, ...document.warnings];
  if (error) return at(error.pos[0], error.message.trimEnd());
  if (document.contents === null) return '1:1: The file has no content.';
  const character = NOT_PRINTABLE.exec(text);
  if (character) return at(character.index, `Write ${JSON.stringify(character[0])} as an escape sequence.`);
  const alias = unknownAlias(document);
  return alias && at(alias.offset, `The alias *${alias.name} has no anchor &${alias.name} before it.`);
}

function unknownAlias(document: Document.Parsed): { name: string; offset: number } | undefined {
  let found: { name: string; offset: number } | undefined;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      found = { name: alias.source, offset: alias.range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return found;
}
