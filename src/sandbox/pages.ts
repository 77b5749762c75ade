/** Returns the successes of requests, and keeps those that were built before. */
import type { Operation, Success } from '../contract/model.ts';
import { createKept } from './kept.ts';
import { makePage, type PageRequest } from './page.ts';
import type { ResponseBuilder, SandboxResponse } from './responses.ts';

/** The maximum size of all kept responses, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Creates a function that returns the response with a page. It keeps only pages that the contract can name: a page that
 * repeats free text of the request is built each time.
 */
export function createPages(
  build: ResponseBuilder,
): (operation: Operation, success: Success, page: PageRequest) => SandboxResponse {
  const kept = createKept(MAX_BYTES);
  return (operation, success, page) => {
    if (!isNamed(operation, success)) return build.success(success, makePage(success, page));
    const key = `${operation.id} ${success.status} ${page.part} ${page.limit} ${JSON.stringify(page.echoes)}`;
    const known = kept.get(key);
    if (known) return known;
    const built = build.success(success, makePage(success, page));
    kept.set(key, built);
    return built;
  };
}

/** Returns whether the spec lists all values of the request that the items of a page repeat. */
function isNamed({ parameters }: Operation, { itemRelations }: Success): boolean {
  return itemRelations.every(
    ({ echoes }) =>
      echoes === undefined ||
      parameters.some(({ name, schema }) => name === echoes && Array.isArray(schema.enum)),
  );
}
