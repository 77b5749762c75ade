/** What the build prepares for the bundle of the package, because parsing and compiling take most of a command's start. */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from './document.ts';

export interface Prepared {
  /** The bundle. */
  document: JsonObject;
  /** The validators of the schemas that commands use, by the JSON pointer of the schema. */
  validators: Readonly<Record<string, ValidateFunction>>;
}

/** Nothing is prepared in the sources. In `dist/`, `scripts/build/package/prepare.ts` replaces this module. */
export const prepared: Prepared | undefined = undefined;
