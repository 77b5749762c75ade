/** JSON values of a document, and the error for a fault in a document. */
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
