import { isObject } from '../../src/contract/document.ts';
import type { Visitor } from './redocly.ts';

/**
 * Returns a decorator for `redocly bundle`. It adds a one-value `enum` to each schema with `const`, because OpenAPI 3.0 and
 * many tools know only `enum`. The meaning is the same.
 */
export function constEnum(): Visitor {
  return {
    Schema(node) {
      if (isObject(node) && Object.hasOwn(node, 'const')) node.enum ??= [node.const ?? null];
    },
  };
}
