/** Reads a bundled OpenAPI document that may be hostile. Errors name the file and the place. */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { ContractError, isObject, type JsonObject } from './document.ts';
import { parseJson, SyntaxFault } from './parse.ts';
import { parseYaml } from './parse-yaml.ts';
import { checkReferences } from './references.ts';

/** The maximum size of a file. The bundle of 300 operations has about 1 MB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** The version of OpenAPI that the project reads: the patch version does not change the format (OpenAPI 3.1.1, 4.1). */
const SUPPORTED = /^3\.1\.\d/;

/** Returns whether the project reads documents of a version of OpenAPI. */
export function isSupportedVersion(version: unknown): version is string {
  return typeof version === 'string' && SUPPORTED.test(version);
}

/**
 * Reads a bundle from a YAML or JSON file.
 *
 * @param file path of the bundle, as `npm run build` writes it to `generated/openapi.yaml`
 * @throws {ContractError} if the file cannot be read, or is not a bundled OpenAPI 3.1 document
 */
export function readDocument(file: string): JsonObject {
  const cannotRead = (why: string, cause?: unknown) =>
    new ContractError(`Cannot read the spec ${file}: ${why}. Give the path of a bundled OpenAPI document.`, {
      cause,
    });
  let bytes: Buffer;
  try {
    // Checked before the file is opened: opening a FIFO waits for a writer, and a device never ends.
    const stats = statSync(file);
    if (!stats.isFile()) throw cannotRead(`it is a ${typeOf(stats)}`);
    if (stats.size > MAX_BYTES) throw cannotRead(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof ContractError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw cannotRead(code === 'ENOENT' ? 'the file does not exist' : String(code), cause);
  }
  return parseSpec(textOf(bytes, file), file);
}

function typeOf(stats: Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'FIFO (named pipe)';
  return stats.isSocket() ? 'socket' : 'device';
}

function textOf(bytes: Buffer, name: string): string {
  const invalid = invalidByte(bytes);
  if (invalid === undefined) return bytes.toString();
  const line = bytes.subarray(0, invalid).toString('latin1').split('\n').length;
  throw new ContractError(
    `Cannot parse the spec ${name}: byte ${invalid + 1} (line ${line}) is not valid UTF-8. Save the file as UTF-8.`,
  );
}

/** Returns the offset of the first byte that is not part of valid UTF-8. */
function invalidByte(bytes: Buffer): number | undefined {
  if (isValid(bytes)) return undefined;
  let [valid, invalid] = [0, bytes.length + 1];
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (isValid(bytes.subarray(0, middle), middle < bytes.length)) valid = middle;
    else invalid = middle;
  }
  return valid;
}

/** @param stream whether the bytes may end within a character */
function isValid(bytes: Buffer, stream = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/**
 * Parses the text of a bundle.
 *
 * @param text YAML or JSON
 * @param name name of the document in errors, usually the path
 * @throws {ContractError} if the text is not YAML or JSON, or not a bundled OpenAPI 3.1 document
 */
export function parseSpec(text: string, name: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    throw new ContractError(`Cannot parse the spec ${name}: ${cause.message}.`, { cause });
  }
  const document = isObject(parsed) ? parsed : {};
  const version = document.openapi ?? document.swagger;
  if (version === undefined) {
    const fault = /^\s*$/.test(text) ? 'it is empty' : 'the key "openapi" is missing';
    throw new ContractError(
      `The spec ${name} is not an OpenAPI document: ${fault}. Give the path of a bundled OpenAPI document.`,
    );
  }
  if (!isSupportedVersion(version) || document.openapi !== version) {
    throw new ContractError(
      `The spec ${name} has the OpenAPI version ${JSON.stringify(version)}, but only a text such as "3.1.1" is supported: give the 3.1 document, for example generated/openapi.yaml.`,
    );
  }
  checkReferences(document, name);
  return document;
}
