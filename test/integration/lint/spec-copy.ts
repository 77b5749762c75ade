/** Lints copies of the spec, each with a fault, with the Redocly CLI. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Document, parse, parseDocument, stringify } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');

/** The API in `redocly.yaml`. */
const API = 'social-data@v1';

/** A finding of the CLI. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  /** Relative to the folder of `redocly.yaml`. */
  readonly file: string;
}

/** A change of a copy of a spec. */
export interface Change {
  /** The folder of the spec, relative to the repository. */
  spec: string;
  /** Changes the copy. It throws if there is nothing to change, because such a case would test nothing. */
  edit(copy: SpecCopy): void;
}

/** Lints the spec with the configuration of the repository, as `npm run lint` does. */
export async function lintSpec(): Promise<Finding[]> {
  return (await lint(ROOT, [API])).flat();
}

/**
 * Lints one copy of a spec for each change, in one process. The copies are the APIs of one configuration, because the CLI
 * takes longer to start than to lint.
 *
 * @param rules `all` of `redocly.yaml`, or only those of the `plugin` and `struct`, which take a third of the time
 * @returns the findings of each copy, in the order of `changes`
 */
export async function lintChanged(changes: readonly Change[], rules: 'all' | 'plugin'): Promise<Finding[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    const names = changes.map((_, index) => `copy-${index}`);
    writeFileSync(join(folder, 'redocly.yaml'), configuration(names, rules));
    for (const [index, { spec, edit }] of changes.entries()) {
      const copy = join(folder, `copy-${index}/spec`);
      cpSync(join(ROOT, spec), copy, { recursive: true });
      edit(new SpecCopy(copy));
    }
    return await lint(folder, names);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the text of a `redocly.yaml` for copies of the spec. */
function configuration(names: readonly string[], which: 'all' | 'plugin'): string {
  const { apis, plugins, extends: presets, rules } = parse(readFileSync(join(ROOT, 'redocly.yaml'), 'utf8'));
  const own = Object.entries(rules).filter(([rule]) => rule.startsWith('social-data/'));
  return stringify({
    apis: Object.fromEntries(names.map((name) => [name, { root: `${name}/${apis[API].root}` }])),
    plugins: plugins.map((plugin: string) => join(ROOT, plugin)),
    ...(which === 'all'
      ? { extends: presets, rules }
      : { rules: { struct: 'error', ...Object.fromEntries(own) } }),
  });
}

/** Runs the CLI. It prints one JSON document for each API on stdout, and everything else on stderr. */
async function lint(folder: string, apis: readonly string[]): Promise<Finding[][]> {
  const args = [CLI, 'lint', ...apis, '--format=json', '--max-problems=1000'];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };
  const output = await new Promise<{ stdout: string; stderr: string }>((done) => {
    // The exit code is 1 if there are findings; the documents show whether the CLI worked.
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, args, options, (_error, stdout, stderr) => done({ stdout, stderr }));
  });
  const documents = output.stdout.split(/(?<=^\})(?=\{$)/mu).filter((text) => text.trim() !== '');
  if (documents.length !== apis.length)
    throw new Error(
      `${documents.length} documents for ${apis.length} APIs.\n${output.stdout}\n${output.stderr}`,
    );
  return documents.map((text) => JSON.parse(text).problems.map(toFinding));
}

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string } }[];
}

function toFinding({ ruleId, message, location: [at] }: Problem): Finding {
  return { rule: ruleId, message, file: (at?.source.ref ?? '').replace(/^copy-\d+\//u, '') };
}

/** A copy of the spec. A path in a file is a list of keys with dots between them. */
export class SpecCopy {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(file: string): string {
    return readFileSync(this.#path(file), 'utf8');
  }

  /** Writes a new file. */
  write(file: string, text: string): void {
    writeFileSync(this.#path(file), text, { flag: 'wx' });
  }

  /** Renames a file. */
  move(file: string, to: string): void {
    renameSync(this.#path(file), this.#path(to));
  }

  /** Replaces a text everywhere in a file. */
  replace(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`spec/${file} has no ${JSON.stringify(from)}`);
    writeFileSync(this.#path(file), text.replaceAll(from, to));
  }

  /** Sets a value. The parent of the path must be present. */
  set(file: string, path: string, value: unknown): void {
    this.#edit(
      file,
      (document, keys) => {
        if (keys.length > 1 && !document.hasIn(keys.slice(0, -1)))
          throw new Error(`spec/${file}: no ${path}`);
        document.setIn(keys, document.createNode(value));
      },
      path,
    );
  }

  /** Adds a value at the end of a list. */
  add(file: string, path: string, value: unknown): void {
    this.#edit(
      file,
      (document, keys) => {
        if (!document.hasIn(keys)) throw new Error(`spec/${file}: no ${path}`);
        document.addIn(keys, document.createNode(value));
      },
      path,
    );
  }

  delete(file: string, path: string): void {
    this.#edit(
      file,
      (document, keys) => {
        if (!document.deleteIn(keys)) throw new Error(`spec/${file}: no ${path}`);
      },
      path,
    );
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }

  #edit(file: string, change: (document: Document, keys: string[]) => void, path: string): void {
    const document = parseDocument(this.read(file));
    change(document, path.split('.'));
    writeFileSync(this.#path(file), document.toString({ lineWidth: 0 }));
  }
}
