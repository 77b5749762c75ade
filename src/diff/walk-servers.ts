/** Compares the base paths. The host does not matter, because any host can serve the API. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { at, type JsonNode } from '../contract/json-node.ts';
import { entriesOf } from '../contract/nodes.ts';
import { trimEnd } from '../text/trim-end.ts';
import { type Part, parted } from './part.ts';
import type { Operation } from './walk-operations.ts';

export function serverChanges(operation: Part, was: Operation, is: Operation): void {
  const servers = operation.with(serversOf(was), serversOf(is), 'the base path');
  const [old, next] = [basePathsOf(servers.old), basePathsOf(servers.next)];
  const { removed, added } = parted(old, next);
  // Tools use the first server.
  if (old[0] !== next[0]) servers.report('base-path-changed', { old: old[0], new: next[0] });
  for (const path of removed.filter((one) => one !== old[0]))
    servers.report('base-path-removed', { old: path });
  for (const path of added.filter((one) => one !== next[0])) servers.report('base-path-added', { new: path });
}

/** Returns the servers of an operation: its own, those of the path, or those of the document (OpenAPI 3.1.1, 4.8.10.1). */
function serversOf({ root, item, node }: Operation): JsonNode {
  const lists = [node, item, root].map((owner) => at(owner, 'servers'));
  return lists.find(({ value }) => Array.isArray(value) && value.length > 0) ?? at(root, 'servers');
}

function basePathsOf({ value }: JsonNode): string[] {
  const servers = Array.isArray(value) ? value.filter(isObject) : [];
  return servers.length === 0 ? ['/'] : servers.map(basePathOf);
}

/** Returns the path of a server's URL, with the default of each variable. */
function basePathOf({ url, variables }: JsonObject): string {
  const filled = entriesOf(variables).reduce((text, [name, variable]) => {
    return text.replaceAll(`{${name}}`, () => (isObject(variable) ? String(variable.default) : ''));
  }, String(url));
  const isUrl = URL.canParse(filled, 'http://localhost');
  return trimEnd(isUrl ? new URL(filled, 'http://localhost').pathname : filled, '/') || '/';
}
