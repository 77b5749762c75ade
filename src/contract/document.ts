/** Reading a bundled OpenAPI document: parsing, local references, and errors that name the file and the place. */
import { readFileSync } from 'node:fs';
import { parseJson, parseYaml, SyntaxFault } from './parse.ts';
import { UserError } from './user-error.ts';

/** A JSON value's object form, as documents are made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What is wrong with a document, in one sentence that says where and what to do. */
export class ContractError extends UserError {
  override name = 'ContractError';
}

/** Whether a value is an object, and no array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a bundle from a YAML or JSON file.
 *
 * @param file path of the bundle, as `npm run build` writes it to `generated/openapi.yaml`
 * @throws {ContractError} where the file is missing, is no YAML or JSON, or is no OpenAPI document
 */
export function readDocument(file: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw new ContractError(`Cannot read the spec ${file}: ${why}. Name a bundled OpenAPI document.`, {
      cause,
    });
  }
  return parseSpec(text, file);
}

/**
 * Parses the text of a bundle.
 *
 * @param text YAML or JSON
 * @param name what to call it in an error, usually its path
 * @throws {ContractError} where it is no YAML or JSON, or no OpenAPI document
 */
export function parseSpec(text: string, name: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ContractError(`The spec ${name} is broken: ${cause.message}.`, { cause });
  }
  if (!isObject(parsed) || typeof parsed.openapi !== 'string') {
    throw new ContractError(
      `The spec ${name} is no OpenAPI document: the key "openapi" is missing. Name a bundled OpenAPI document.`,
    );
  }
  return parsed;
}
