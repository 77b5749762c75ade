/** Reads a bundled OpenAPI document. Errors name the file and the place. */
import { readFileSync, statSync } from 'node:fs';
import { parseJson, parseYaml, SyntaxFault } from './parse.ts';
import { UserError } from './user-error.ts';

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A fault in a document: one sentence that says what is wrong, where, and what to do. */
export class ContractError extends UserError {
  override name = 'ContractError';
}

/** Returns whether a value is an object, not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a bundle from a YAML or JSON file.
 *
 * @param file path of the bundle, as `npm run build` writes it to `generated/openapi.yaml`
 * @throws {ContractError} if the file is missing, is not YAML or JSON, or is not an OpenAPI document
 */
export function readDocument(file: string): JsonObject {
  return parseSpec(readText(file), file);
}

function readText(file: string): string {
  const refused = (why: string, cause?: unknown) =>
    new ContractError(`Cannot read the spec ${file}: ${why}. Give the path of a bundled OpenAPI document.`, {
      cause,
    });
  try {
    if (statSync(file).isFile()) return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw refused(code === 'ENOENT' ? 'the file does not exist' : String(code), cause);
  }
  // Reading a FIFO or a device may never end.
  throw refused('it is not a regular file');
}

/**
 * Parses the text of a bundle.
 *
 * @param text YAML or JSON
 * @param name name of the document in errors, usually the path
 * @throws {ContractError} if the text is not YAML or JSON, or not an OpenAPI document
 */
export function parseSpec(text: string, name: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ContractError(`Cannot parse the spec ${name}: ${cause.message}.`, { cause });
  }
  if (!isObject(parsed) || typeof parsed.openapi !== 'string') {
    throw new ContractError(
      `The spec ${name} is not an OpenAPI document: the key "openapi" is missing. Give the path of a bundled OpenAPI document.`,
    );
  }
  return parsed;
}
