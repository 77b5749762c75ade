/** JSON pointers (RFC 6901) into a document: following local references, and writing a key as a part of a pointer. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';

/**
 * Follows a local reference (`#/...`), again and again, until something that is none.
 *
 * @returns the target and its JSON pointer, `#/components/...` for a reference, else `pointer`
 * @throws {ContractError} where the reference leads out of the document, nowhere, or in a circle
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
    if (!ref.startsWith('#/')) {
      throw new ContractError(
        `The spec refers to ${ref} at ${at}: it is not bundled. Run \`redocly bundle\` on it first.`,
      );
    }
    at = ref;
    current = ref
      .slice(2)
      .split('/')
      .map(partOfPointer)
      .reduce<Json | undefined>(
        (parent, key) =>
          isObject(parent) && key !== undefined && Object.hasOwn(parent, key) ? parent[key] : undefined,
        document,
      );
  }
  throw new ContractError(`The spec refers in a circle at ${pointer}.`);
}

/** The key that a part of a URL's fragment stands for (RFC 6901 6); none where it is no part of one. */
function partOfPointer(part: string): string | undefined {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** A key as a part of a JSON pointer (RFC 6901 3). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
