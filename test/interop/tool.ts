/**
 * Other tools read the generated bundle: each tool is a row of data with its checks, its locked version and its faults.
 * `npm run test:interop` compares the rows with generated/interop.md; `npm run test:interop -- --write` writes the file.
 *
 * To add a tool:
 *
 * 1. Lock it. In an EMPTY folder, make a package.json with `"private": true`, `"type": "module"` and exact versions, and
 *    copy the .npmrc of this repository. Run `npm install --package-lock-only --ignore-scripts`. Copy package.json and
 *    package-lock.json to test/interop/packages/NAME/. Choose a version that runs in the oldest supported Node.
 * 2. Add a row to the list of a *.interop.ts file, or a new list to rows.ts and a new *.interop.ts file that calls
 *    `testTools(list)`. Files run in parallel; the checks of a file run one after another.
 * 3. A check is a title that says what the user gets, and a function that throws if the tool does not do it. The
 *    function gets the folder in which the tool is installed. Derive codes and fields from `contract` in
 *    test/helpers/project.ts, so that a new code needs no change.
 * 4. If a check fails because of the tool, add it to `faults` with a part of its message and the reason. The test then
 *    requires exactly this failure: it fails if the tool has been fixed or if it fails in another way.
 * 5. Run `npm run test:interop -- --write`, and commit generated/interop.md.
 */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder, installLocked } from '../../scripts/lib/fetch-package.ts';
import { ROOT, temporaryFolder } from '../helpers/project.ts';

/** A tool, or one way to use it. */
export interface Tool {
  /** The npm package. */
  name: string;
  /** The use of the tool, if it has several rows: "zod", for example. */
  use?: string;
  /** The folder in packages/ that locks the tool. */
  locked: string;
  /** The file in generated/ that the tool reads. */
  reads: 'openapi.yaml' | 'openapi-3.0.yaml';
  /** The checks by title, in the order of the table. */
  checks: Record<string, Check>;
  /** The checks that fail because of the tool, by title. */
  faults?: Record<string, Fault>;
}

/** Throws if the tool does not do what the title says. */
export type Check = (installed: Installed) => Promise<void>;

export interface Fault {
  /** A part of the message with which the check fails. */
  message: string;
  /** A sentence for users of the tool. */
  reason: string;
}

/** An installed tool. */
export interface Installed {
  /** The folder that contains `node_modules/`. */
  folder: string;
}

const PACKAGES = join(import.meta.dirname, 'packages');
const CACHE = cacheFolder('interop');

/** Returns the locked version of a tool. */
export function versionOf({ name, locked }: Tool): string {
  const { packages } = JSON.parse(readFileSync(join(PACKAGES, locked, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string } | undefined>;
  };
  const { version } = packages[`node_modules/${name}`] ?? {};
  if (version === undefined)
    throw new Error(`packages/${locked}/package-lock.json does not contain ${name}.`);
  return version;
}

/** Returns the title of a tool in the table and in tests. */
export function titleOf({ name, use }: Tool): string {
  return use === undefined ? name : `${name} (${use})`;
}

/** Returns the path of the document that a tool reads. */
export function documentOf({ reads }: Pick<Tool, 'reads'>): string {
  return join(ROOT, 'generated', reads);
}

/** Defines the tests of tools: one per check. */
export function testTools(tools: readonly Tool[]): void {
  describe.each(tools.map((tool) => [`${titleOf(tool)} ${versionOf(tool)}`, tool] as const))(
    '%s',
    (_, tool) => {
      let installed: Installed;
      beforeAll(async () => {
        const found = await installLocked(join(PACKAGES, tool.locked), CACHE);
        if ('missing' in found) throw new Error(`${found.missing}. This test needs the npm registry once.`);
        installed = found;
      });
      test.each(Object.entries(tool.checks))('%s', async (title, check) => {
        await expectResult(() => check(installed), tool.faults?.[title]);
      });
    },
  );
}

/** Runs a check. With a fault, the check must fail with its message. */
export async function expectResult(check: () => Promise<void>, fault: Fault | undefined): Promise<void> {
  if (fault === undefined) return check();
  const failure = await check().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  if (failure === undefined) {
    throw new Error(`The tool no longer has this fault. Remove it from \`faults\`: ${fault.reason}`);
  }
  expect(failure).toContain(fault.message);
}

/** Creates a temporary folder that uses the packages of an installed tool. */
export function workFolder({ folder }: Installed): string {
  const work = temporaryFolder('interop');
  symlinkSync(join(folder, 'node_modules'), join(work, 'node_modules'));
  return work;
}

/** Imports an installed package. */
export async function importPackage(installed: Installed, name: string): Promise<unknown> {
  // A module in the folder, because only a module's own folder decides which packages it can import.
  const file = join(workFolder(installed), 'load.mjs');
  writeFileSync(file, `export * as loaded from ${JSON.stringify(name)};`);
  const { loaded } = (await import(pathToFileURL(file).href)) as { loaded: unknown };
  return loaded;
}
