/** Keeps the responses with pages that were built before. */
import type { Operation } from '../contract/model.ts';
import { makePage, type PageRequest } from './page.ts';
import type { ResponseBuilder, SandboxResponse } from './responses.ts';

/** The maximum size of all kept bodies, in bytes. The oldest page is dropped first. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Creates a function that returns the response with a page. It keeps only pages that the contract can name: a page that
 * repeats free text of the request is built each time.
 */
export function createPages(
  build: ResponseBuilder,
): (operation: Operation, page: PageRequest) => SandboxResponse {
  const kept = new Map<string, SandboxResponse>();
  let bytes = 0;
  return (operation, page) => {
    const isKept = isNamed(operation);
    const key = isKept ? `${operation.id} ${page.part} ${page.limit} ${JSON.stringify(page.echoes)}` : '';
    const known = kept.get(key);
    if (known) return known;
    const built = build.success(operation, makePage(operation, page));
    if (!isKept) return built;
    kept.set(key, built);
    bytes += built.body.length;
    for (const [oldest, { body }] of kept) {
      if (bytes <= MAX_BYTES) break;
      kept.delete(oldest);
      bytes -= body.length;
    }
    return built;
  };
}

/** Returns whether the spec lists all values of the request that the items of a page repeat. */
function isNamed({ parameters, success }: Operation): boolean {
  return success.itemRelations.every(
    ({ echoes }) =>
      echoes === undefined ||
      parameters.some(({ name, schema }) => name === echoes && Array.isArray(schema.enum)),
  );
}
