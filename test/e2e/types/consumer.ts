/** Installs the package in a project, and compiles programs there. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Finished, run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

/** The compilers by their installed names. They run as commands, because TypeScript 7 has no API yet. */
export const COMPILERS = ['typescript', 'ts6', 'ts7'] as const;

type Compiler = (typeof COMPILERS)[number];

/**
 * The module resolutions. `node16` and `nodenext` differ in the modules that a CommonJS file can import. `node10`, also
 * called `node`, is that of older CommonJS projects: it ignores `exports`.
 */
const RESOLUTIONS = ['bundler', 'node16', 'nodenext', 'node10'] as const;

/**
 * All dependencies of the package. They are copied, so that the program cannot resolve other packages of the
 * repository.
 */
const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];

/** The compiler settings by folder name. */
const SETTINGS = Object.fromEntries(
  RESOLUTIONS.flatMap((moduleResolution) =>
    [false, true].map((exactOptionalPropertyTypes) => [
      moduleResolution + (exactOptionalPropertyTypes ? '-exact' : ''),
      {
        moduleResolution,
        exactOptionalPropertyTypes,
        module: { bundler: 'esnext', node10: 'commonjs' }[moduleResolution as string] ?? moduleResolution,
        strict: true,
        // Checks the declarations of the package. With `declaration`, the types of exports must have accessible names.
        skipLibCheck: false,
        // Does not check the declarations of the platform, which would take most of the time.
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

/** Returns the names of the settings of a compiler. TypeScript 7 has no `node10`. */
export function settingsOf(compiler: Compiler): string[] {
  return Object.keys(SETTINGS).filter((name) => !(compiler === 'ts7' && name.startsWith('node10')));
}

/** A compiler message. */
export interface Message {
  /** The name of the settings; `file` is relative to their folder. */
  setting: string;
  file: string;
  /** Such as `TS2322`. */
  code: string;
  text: string;
}

/**
 * The files of a program by name. Their imports from this repository's `src/` are changed to imports from the package.
 */
export type Program = Record<string, string>;

/** The output of `npm pack --json`. */
interface Packed {
  name: string;
  files: { path: string }[];
}

let packed: Promise<Finished> | undefined;

/**
 * Creates a project that contains the files that npm would publish, and the dependencies of the package.
 *
 * @param change edits a declaration file, to break the package on purpose; `file` is relative to `dist/types/`
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
 * Compiles a program in the project, once with each of the settings.
 *
 * @param settings the names of the settings
 * @returns the messages of the compiler; an empty list if the program compiles
 */
export async function compile(
  folder: string,
  compiler: Compiler,
  program: Program,
  settings: readonly string[] = settingsOf(compiler),
): Promise<Message[]> {
  // A separate folder for each setting, so that the messages name the setting.
  for (const setting of settings) {
    const place = join(folder, compiler, setting);
    for (const [file, text] of Object.entries(program)) write(join(place, file), forConsumer(text));
    // TypeScript 6 announces that TypeScript 7 has no `node10`.
    const silent = compiler === 'ts6' && { ignoreDeprecations: '6.0' };
    const compilerOptions = { ...SETTINGS[setting], ...silent };
    write(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(program) }));
  }
  const tsc = join(ROOT, 'node_modules', compiler, 'bin/tsc');
  const projects = settings.map((setting) => join(compiler, setting));
  // One process for all settings, so that it reads the platform's declarations only once.
  const args = [tsc, '--build', '--force', '--pretty', 'false', ...projects];
  const { status, stdout, stderr } = await run(process.execPath, args, folder);
  const messages = messagesIn(stdout, compiler);
  if (stderr !== '' || (status === 0) !== (messages.length === 0)) {
    throw new Error(`${compiler} exited with status ${status}:\n${stdout}${stderr}`);
  }
  return messages;
}

/** Parses the output of a compiler. A message begins on a new line; its other lines are indented. */
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
  throw new Error(`Unexpected output of the compiler: ${entry}`);
}

/** Replaces imports of this repository's modules by imports of the package. */
function forConsumer(text: string): string {
  return text
    .replaceAll("'../../../src/index.ts'", "'social-data-contract'")
    .replace(/'\.\.\/\.\.\/\.\.\/src\/([\w-]+)\.ts'/g, "'social-data-contract/$1'");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
