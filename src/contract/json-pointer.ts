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
    current = valueAt(document, ref);
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
 * @param ref a JSON pointer as a URL fragment: `#` or `#/...`
 */
export function valueAt(document: JsonObject, ref: string): Json | undefined {
  const keys = ref.split('/').slice(1).map(partOfPointer);
  return keys.reduce<Json | undefined>((parent, key) => {
    if (key === undefined) return undefined;
    if (Array.isArray(parent)) return /^(?:0|[1-9]\d*)$/.test(key) ? parent[Number(key)] : undefined;
    return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
  }, document);
}

/** Returns the key for one part of a pointer in a URL fragment (RFC 6901 6), or undefined if the part is malformed. */
function partOfPointer(part: string): string | undefined {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** Escapes a key for use in a JSON pointer (RFC 6901 3). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
