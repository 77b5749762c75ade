/** Bundles with their names, so that an error names the bundle that is at fault. */
import { ContractError, type JsonObject } from '../contract/document.ts';
import { parseSpec, readDocument } from '../contract/read-document.ts';
import { compareDocuments } from './compare.ts';
import type { ContractDiff } from './types.ts';

/** A bundled document with its name. */
export interface Bundle {
  /** The path of the document, or where it was found. */
  name: string;
  document: JsonObject;
}

/** @throws {ContractError} if the file cannot be read, or is not an OpenAPI document */
export function readBundle(file: string): Bundle {
  return { name: file, document: readDocument(file) };
}

/** @throws {ContractError} if the text is not an OpenAPI document */
export function parseBundle(text: string, name: string): Bundle {
  return { name, document: parseSpec(text, name) };
}

/** @throws {ContractError} if a bundle lacks a part that the comparison needs; the message names the bundle */
export function compareBundles(old: Bundle, next: Bundle): ContractDiff {
  try {
    return compareDocuments(old.document, next.document);
  } catch (error) {
    for (const { name, document } of [old, next]) {
      try {
        // A bundle with a fault cannot be compared with itself either.
        compareDocuments(document, document);
      } catch (fault) {
        if (!(fault instanceof ContractError)) throw fault;
        const message = `${name} is not a bundle of the contract. ${fault.message}`;
        throw new ContractError(message, { cause: fault });
      }
    }
    throw error;
  }
}
