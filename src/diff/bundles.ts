/** Two bundles by name, so that an error says which of them is at fault. */

import { ContractError, type JsonObject } from '../contract/document.ts';
import type { Contract } from '../contract/model.ts';
import { readContract } from '../contract/read.ts';
import { parseSpec, readDocument } from '../contract/read-document.ts';
import { compareContracts } from './compare.ts';
import type { ContractDiff } from './types.ts';

/** A contract, and what to call its bundle. */
export interface Bundle {
  /** Its path, or where else it was found. */
  name: string;
  contract: Contract;
}

/** @throws {ContractError} where the file is missing, or no bundle of the contract */
export function readBundle(file: string): Bundle {
  return bundleOf(readDocument(file), file);
}

/** @throws {ContractError} where the text is no bundle of the contract */
export function parseBundle(text: string, name: string): Bundle {
  return bundleOf(parseSpec(text, name), name);
}

function bundleOf(document: JsonObject, name: string): Bundle {
  return { name, contract: naming(name, () => readContract(document)) };
}

/** @throws {ContractError} where one refers to what is not there, with its name */
export function compareBundles(old: Bundle, next: Bundle): ContractDiff {
  try {
    return compareContracts(old.contract, next.contract);
  } catch (error) {
    // What is broken cannot be compared with itself either.
    for (const { name, contract } of [old, next]) naming(name, () => compareContracts(contract, contract));
    throw error;
  }
}

function naming<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new ContractError(`${name} is no bundle of the contract. ${error.message}`, { cause: error });
  }
}
