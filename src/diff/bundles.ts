/** Bundles with their names, so that an error names the bundle that is at fault. */
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import { parseSpec, readDocument } from '../contract/read-document.ts';
import { compareDocuments } from './compare.ts';
import type { ContractDiff } from './types.ts';

/** A bundled document with its name. */
export interface Bundle {
  /** The path of the document, or where it was found. */
  name: string;
  document: JsonObject;
}

/** @throws {ContractError} if the file cannot be read, or is not a bundle of the contract */
export function readBundle(file: string): Bundle {
  return checked({ name: file, document: readDocument(file) });
}

/** @throws {ContractError} if the text is not a bundle of the contract */
export function parseBundle(text: string, name: string): Bundle {
  return checked({ name, document: parseSpec(text, name) });
}

/** @throws {ContractError} if a bundle lacks a part that the comparison needs; the message names the bundle */
export function compareBundles(old: Bundle, next: Bundle): ContractDiff {
  try {
    return compareDocuments(old.document, next.document);
  } catch (error) {
    // A bundle with a fault cannot be compared with itself either.
    for (const bundle of [old, next])
      checked(bundle, () => compareDocuments(bundle.document, bundle.document));
    throw error;
  }
}

function checked(bundle: Bundle, check: () => unknown = () => checkParts(bundle.document)): Bundle {
  try {
    check();
    return bundle;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new ContractError(`${bundle.name} is not a bundle of the contract. ${error.message}`, {
      cause: error,
    });
  }
}

function checkParts({ paths, info }: JsonObject): void {
  if (!isObject(paths) || Object.keys(paths).length === 0)
    throw new ContractError('The spec has no operation under #/paths. Add one.');
  if (!isObject(info))
    throw new ContractError('The spec has no object at #/info. Add the title and the version.');
}
