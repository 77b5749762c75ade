import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Document, isCollection, parse, parseDocument, stringify } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');

/** The API in `redocly.yaml`. */
const API = 'social-data@v1';

/** The CLI is one thread. More processes than cores only wait for each other. */
const PROCESSES = 2;

/** What the Redocly CLI has to say, as far as the tests look at it. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  /** Relative to the folder of `redocly.yaml`. */
  readonly file: string;
  readonly line: number;
}

/** A path of keys into a YAML document. */
type Path = readonly (string | number)[];

/** Lints the spec as it is, as `npm run lint` does. */
export async function lintSpec(): Promise<Finding[]> {
  return (await lint(ROOT, [API])).flat();
}

/**
 * Breaks a copy of the spec in each of the ways given and lints them all, with the repository's own
 * configuration and plugin. The copies are so many APIs of one configuration: most of a run's time is the
 * start of the CLI.
 * @returns the findings of each, in the order of `edits`
 */
export async function lintBroken(edits: readonly ((copy: SpecCopy) => void)[]): Promise<Finding[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    cpSync(join(ROOT, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    // Whether the plugin is ESM is what the nearest package.json says.
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const { apis, ...config } = parse(readFileSync(join(ROOT, 'redocly.yaml'), 'utf8'));
    const names = edits.map((_, index) => `copy-${index}`);
    const copies = names.map((name) => [name, { ...apis[API], root: `${name}/${apis[API].root}` }]);
    writeFileSync(join(folder, 'redocly.yaml'), stringify({ ...config, apis: Object.fromEntries(copies) }));
    for (const [index, edit] of edits.entries()) {
      const spec = join(folder, `copy-${index}`, 'spec');
      cpSync(join(ROOT, 'spec'), spec, { recursive: true });
      edit(new SpecCopy(spec));
    }
    const share = Math.ceil(names.length / PROCESSES);
    const shares = Array.from({ length: PROCESSES }, (_, index) =>
      names.slice(index * share, (index + 1) * share),
    );
    const results = await Promise.all(
      shares.filter(({ length }) => length > 0).map((part) => lint(folder, part)),
    );
    return results
      .flat()
      .map((findings) =>
        findings.map((finding) => ({ ...finding, file: finding.file.replace(/^copy-\d+\//u, '') })),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the real CLI. It answers one JSON document an API, one after the other, and all else on stderr. */
async function lint(folder: string, apis: readonly string[]): Promise<Finding[][]> {
  const args = [CLI, 'lint', ...apis, '--format=json', '--max-problems=1000'];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };
  const output = await new Promise<{ stdout: string; stderr: string }>((done) => {
    // With findings the exit code is 1: whether the run went well is told by the documents.
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, args, options, (_error, stdout, stderr) => done({ stdout, stderr }));
  });
  const documents = output.stdout.split(/(?<=^\})(?=\{$)/mu).filter((text) => text.trim() !== '');
  if (documents.length !== apis.length)
    throw new Error(
      `${documents.length} answers for ${apis.length} APIs.\n${output.stdout}\n${output.stderr}`,
    );
  return documents.map((text) => JSON.parse(text).problems.map(toFinding));
}

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string }; start?: { line: number } }[];
}

function toFinding({ ruleId, message, location: [at] }: Problem): Finding {
  return { rule: ruleId, message, file: at?.source.ref ?? '', line: at?.start?.line ?? 0 };
}

/**
 * A copy of the spec to break. Every edit throws where there is nothing to change: a break that breaks
 * nothing would prove nothing.
 */
export class SpecCopy {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes a new file of the spec. */
  write(file: string, text: string): void {
    writeFileSync(this.#path(file), text, { flag: 'wx' });
  }

  /** Renames a file of the spec. */
  move(file: string, to: string): void {
    renameSync(this.#path(file), this.#path(to));
  }

  read(file: string): string {
    return readFileSync(this.#path(file), 'utf8');
  }

  /** Replaces a text that is there, everywhere in the file. */
  replace(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`spec/${file} has no ${JSON.stringify(from)}`);
    writeFileSync(this.#path(file), text.replaceAll(from, to));
  }

  /** Sets the value under a path whose parent is there. */
  set(file: string, path: Path, value: unknown): void {
    this.#edit(file, (document) => {
      if (path.length > 1 && !document.hasIn(path.slice(0, -1))) throw new Error(`spec/${file}: no ${path}`);
      document.setIn(path, document.createNode(value));
    });
  }

  /** Adds to the end of a list that is there. */
  add(file: string, path: Path, value: unknown): void {
    this.#edit(file, (document) => {
      if (!document.hasIn(path)) throw new Error(`spec/${file}: no ${path}`);
      document.addIn(path, document.createNode(value));
    });
  }

  /** Takes out what is under a path. */
  delete(file: string, path: Path): void {
    this.#edit(file, (document) => {
      if (!document.deleteIn(path)) throw new Error(`spec/${file}: no ${path}`);
    });
  }

  /** Takes out the `$ref` to a component from a list. */
  deleteReference(file: string, path: Path, name: string): void {
    const list: unknown = parseDocument(this.read(file)).getIn(path);
    const items: unknown = isCollection(list) ? list.toJSON() : [];
    const index = Array.isArray(items) ? items.findIndex(({ $ref }) => $ref?.endsWith(`/${name}.yaml`)) : -1;
    this.delete(file, [...path, index]);
  }

  /** Renames a key, its value and its position kept. */
  rename(file: string, path: Path, to: string): void {
    const from = String(path.at(-1));
    this.#edit(file, (document) => {
      const parent = document.getIn(path.slice(0, -1));
      const items = Object(parent).items as { key: { value: unknown } }[] | undefined;
      const pair = items?.find(({ key }) => key.value === from);
      if (!pair) throw new Error(`spec/${file}: no ${path}`);
      pair.key.value = to;
    });
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }

  #edit(file: string, change: (document: Document) => void): void {
    const document = parseDocument(this.read(file));
    change(document);
    writeFileSync(this.#path(file), document.toString({ lineWidth: 0 }));
  }
}
