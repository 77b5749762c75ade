/** A project that has the package installed, and what the compilers say of a program in it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Finished, run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

/** The compilers by the name that they are installed under. TypeScript 7 has no API yet: all run as commands. */
export const COMPILERS = ['typescript', 'ts6', 'ts7'] as const;

/** How a module is found. Node's two differ in what a CommonJS file may import. */
const RESOLUTIONS = ['bundler', 'node16', 'nodenext'] as const;

/** What the package depends on, and what that does. Copied as the package is: nothing of the repository is in reach. */
const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];

/** The settings that a consumer's program is compiled under, by the name of their folder. */
const SETTINGS = Object.fromEntries(
  RESOLUTIONS.flatMap((moduleResolution) =>
    [false, true].map((exactOptionalPropertyTypes) => [
      moduleResolution + (exactOptionalPropertyTypes ? '-exact' : ''),
      {
        moduleResolution,
        exactOptionalPropertyTypes,
        module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
        strict: true,
        // The package's own declarations are checked, and what a consumer exports must be nameable through it.
        skipLibCheck: false,
        // The platform's own are not, which takes most of the time.
        skipDefaultLibCheck: true,
        declaration: true,
        noEmit: true,
        target: 'es2022',
        lib: ['ES2022', 'DOM'],
        types: [] as string[],
      },
    ]),
  ),
);

/** The names of the settings. */
export const SETTING_NAMES = Object.keys(SETTINGS);

/** What a compiler says of a file. */
export interface Message {
  /** The settings, and the file relative to their folder. */
  setting: string;
  file: string;
  /** `TS2322`. */
  code: string;
  text: string;
}

/** A program's files by name; what they import from this repository's `src/` they import from the package. */
export type Program = Record<string, string>;

/** What npm says that it would publish. */
interface Packed {
  name: string;
  files: { path: string }[];
}

let packed: Promise<Finished> | undefined;

/**
 * Makes a project with the package in it: the files that npm would publish, and the package's dependencies.
 *
 * @param change edits a declaration, for a package that is broken on purpose; `file` is relative to `dist/types/`
 */
export async function installPackage(change = (_file: string, text: string) => text): Promise<string> {
  const folder = temporaryFolder('consumer');
  const modules = join(folder, 'node_modules');
  packed ??= run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const [{ name, files }] = JSON.parse((await packed).stdout) as [Packed];
  for (const { path } of files) cpSync(join(ROOT, path), join(modules, name, path));
  for (const dependency of DEPENDENCIES) {
    cpSync(join(ROOT, 'node_modules', dependency), join(modules, dependency), { recursive: true });
  }
  const types = join(modules, name, 'dist/types');
  for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(join(types, file), 'utf8');
    writeFileSync(join(types, file), change(file, text));
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  return folder;
}

/**
 * Compiles a program in the project, once under each of the settings.
 *
 * @param settings the names of those to compile under
 * @returns what the compiler says; nothing where all is well
 */
export async function compile(
  folder: string,
  compiler: (typeof COMPILERS)[number],
  program: Program,
  settings: readonly string[] = SETTING_NAMES,
): Promise<Message[]> {
  // A folder of its own for each: its name stands in the compiler's messages.
  for (const setting of settings) {
    const place = join(folder, compiler, setting);
    for (const [file, text] of Object.entries(program)) write(join(place, file), forConsumer(text));
    const compilerOptions = SETTINGS[setting];
    write(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(program) }));
  }
  const tsc = join(ROOT, 'node_modules', compiler, 'bin/tsc');
  const projects = settings.map((setting) => join(compiler, setting));
  // One process for all: it reads the platform's declarations once.
  const args = [tsc, '--build', '--force', '--pretty', 'false', ...projects];
  const { status, stdout, stderr } = await run(process.execPath, args, folder);
  const messages = messagesIn(stdout, compiler);
  if (stderr !== '' || (status === 0) !== (messages.length === 0)) {
    throw new Error(`${compiler} ended with ${status}:\n${stdout}${stderr}`);
  }
  return messages;
}

/** One message a line; the lines that go with it are indented. */
function messagesIn(output: string, compiler: string): Message[] {
  return output
    .split(/\n(?! )/)
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [, path = '', code = '', text = ''] =
        /^(.+?)\(\d+,\d+\): error (TS\d+): (.*)$/s.exec(entry) ?? unreadable(entry);
      const [setting = '', ...rest] = path.replace(`${compiler}/`, '').split('/');
      return { setting, file: rest.join('/'), code, text: text.trimEnd() };
    });
}

function unreadable(entry: string): never {
  throw new Error(`The compiler says: ${entry}`);
}

/** The package's name and entry for this repository's module. */
function forConsumer(text: string): string {
  return text
    .replaceAll("'../../../src/index.ts'", "'social-data-contract'")
    .replace(/'\.\.\/\.\.\/\.\.\/src\/(\w+)\.ts'/g, "'social-data-contract/$1'");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
