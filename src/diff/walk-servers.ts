/** Compares the base paths. The host does not matter, because any host can serve the API. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { at, itemsOf, type JsonNode, objectOf } from '../contract/json-node.ts';
import { entriesOf } from '../contract/nodes.ts';
import { trimEnd } from '../text/trim-end.ts';
import type { Part } from './part.ts';
import type { Operation } from './walk-operations.ts';

/** The maximum number of URLs that the variables of one server can form. */
const MAX_URLS = 100;

export function serverChanges(operation: Part, was: Operation, is: Operation): void {
  const servers = operation.with(serversOf(was), serversOf(is));
  const pairs = servers.pairs(basePathsOf(servers.old), basePathsOf(servers.next));
  const [removed, added] = [
    pairs.filter(({ isRemoved }) => isRemoved),
    pairs.filter(({ isAdded }) => isAdded),
  ];
  const base = servers.named('the base path');
  const isMoved = removed.length > 0 && added.length > 0;
  if (isMoved) base.report('base-path-changed', { old: removed[0]?.subject, new: added[0]?.subject });
  for (const { subject } of removed.slice(Number(isMoved)))
    base.report('base-path-removed', { old: subject });
  for (const { subject } of added.slice(Number(isMoved))) base.report('base-path-added', { new: subject });
  for (const pair of pairs.filter(({ isRemoved, isAdded }) => !isRemoved && !isAdded))
    pair.named('the server').reportKeys('server');
}

/** Returns the servers of an operation: its own, those of the path, or those of the document (OpenAPI 3.1.1, 4.8.10.1). */
function serversOf({ root, item, node }: Operation): JsonNode {
  const lists = [node, item, root].map((owner) => at(owner, 'servers'));
  return lists.find(({ value }) => Array.isArray(value) && value.length > 0) ?? at(root, 'servers');
}

/** Returns the servers by base path. */
function basePathsOf(servers: JsonNode): Map<string, JsonNode> {
  const nodes = itemsOf(servers);
  const paths = nodes.flatMap((node) => basePathsAt(objectOf(node)).map((path) => [path, node] as const));
  return new Map(paths.length > 0 ? paths : [['/', { ...servers, value: {} }]]);
}

/** Returns the paths of a server's URL: one for each value of its variables. */
function basePathsAt({ url, variables }: JsonObject): string[] {
  const filled = entriesOf(variables).reduce(
    (urls, [name, variable]) => {
      const { enum: values, default: value } = isObject(variable) ? variable : {};
      const texts = Array.isArray(values) ? values : [value ?? ''];
      const all = texts.flatMap((text) => urls.map((one) => one.replaceAll(`{${name}}`, () => String(text))));
      return all.slice(0, MAX_URLS);
    },
    [String(url)],
  );
  return filled.map((text) => {
    const isUrl = URL.canParse(text, 'http://localhost');
    return trimEnd(isUrl ? new URL(text, 'http://localhost').pathname : text, '/') || '/';
  });
}
