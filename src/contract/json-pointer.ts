/** JSON pointers (RFC 6901): follows local references in a document, and escapes keys. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';

/**
 * Follows local references (`#/...`) until it reaches a value that is not a reference.
 *
 * @param pointer the JSON pointer of `node`
 * @returns the target, and the JSON pointer of the target
 * @throws {ContractError} if a reference leads out of the document or to nothing, or if the references form a cycle
 */
export function resolveRef(
  document: JsonObject,
  node: Json | undefined,
  pointer: string,
): { node: JsonObject; pointer: string } {
  let at = pointer;
  let current = node;
  for (let hops = 0; hops < 100; hops++) {
    if (!isObject(current)) throw new ContractError(`The spec has no object at ${at}.`);
    const ref = current.$ref;
    if (typeof ref !== 'string') return { node: current, pointer: at };
    if (!isLocal(ref)) {
      throw new ContractError(
        `The reference ${ref} at ${at} leads out of the document: the spec is not bundled. Run \`redocly bundle\` first.`,
      );
    }
    at = ref;
    current = targetOf(document, ref);
  }
  throw new ContractError(`The references at ${pointer} form a cycle. Remove one of them.`);
}

/** Returns whether a reference is a JSON pointer into the document that contains it. */
export function isLocal(ref: string): boolean {
  return ref === '#' || ref.startsWith('#/');
}

/**
 * Returns the value that a local reference leads to, or undefined if it leads to nothing.
 *
 * @param ref a JSON pointer as a URL fragment: `#` or `#/...` (RFC 6901 6)
 */
export function targetOf(document: JsonObject, ref: string): Json | undefined {
  try {
    return valueAt(document, decodeURIComponent(ref.slice(1)));
  } catch {
    // The percent-encoding is malformed.
    return undefined;
  }
}

/** Returns the value at a JSON pointer, or undefined if the pointer leads to nothing. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<Json | undefined>((parent, part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(parent)) return /^(?:0|[1-9]\d*)$/.test(key) ? parent[Number(key)] : undefined;
    return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
  }, root);
}

/** Escapes a key for use in a JSON pointer (RFC 6901 3). */
export function pointerPart(key: string): string {
  // Few keys have such a character, and every step in a document escapes its key.
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}
