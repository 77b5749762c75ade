/** Compares security requirements as sets of sufficient credentials. */
import { at, canonical, child, type JsonNode, MISSING, objectOf } from '../contract/json-node.ts';
import type { Part } from './part.ts';
import type { Operation } from './walk-operations.ts';

/** Credentials that together are sufficient. */
interface Alternative {
  /** The schemes and their scopes, by what a request sends. */
  credentials: ReadonlySet<string>;
  /** How a sentence names the credentials. */
  name: string;
  node: JsonNode;
}

export function securityChanges(operation: Part, was: Operation, is: Operation): void {
  const [old, next] = [alternativesOf(was), alternativesOf(is)];
  const suffices = (all: readonly Alternative[], { credentials }: Alternative) =>
    all.some((other) => isSubset(other.credentials, credentials));
  for (const { name, node } of old.filter((one) => !suffices(next, one)))
    operation.with(node, MISSING, name).report('credential-removed', { name });
  for (const { name, node } of next.filter((one) => !suffices(old, one)))
    operation.with(MISSING, node, name).report('credential-added', { name });
  const keyOf = ({ credentials }: Alternative) => canonical([...credentials].sort());
  const inBoth = (all: readonly Alternative[], others: readonly Alternative[]) =>
    all.filter((one) => others.some((other) => keyOf(other) === keyOf(one)));
  const [before, after] = [inBoth(old, next), inBoth(next, old)];
  if (canonical(before.map(keyOf)) === canonical(after.map(keyOf))) return;
  const names = (all: readonly Alternative[]) =>
    all.map(({ name }) => name.replace('the credential ', '')).join(', ');
  operation
    .with(securityOf(was), securityOf(is), 'the token')
    .report('credential-order-changed', { old: names(before), new: names(after) });
}

function isSubset(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((item) => other.has(item));
}

/** Returns the requirements of an operation: its own, else those of the document (OpenAPI 3.1.1, 4.8.10.1). */
function securityOf({ root, node }: Operation): JsonNode {
  const own = at(node, 'security');
  return own.value === undefined ? at(root, 'security') : own;
}

/** Returns the sufficient credentials, without those that contain others. An empty list requires no credentials. */
function alternativesOf(operation: Operation): Alternative[] {
  const security = securityOf(operation);
  const list = Array.isArray(security.value) ? security.value.map((_, index) => at(security, index)) : [];
  const all = (list.length > 0 ? list : [{ ...security, value: {} }]).map((node) =>
    alternativeOf(operation, node),
  );
  const isLarger = (one: Alternative, other: Alternative) =>
    one.credentials.size > other.credentials.size && isSubset(other.credentials, one.credentials);
  return all.filter((one) => !all.some((other) => isLarger(one, other)));
}

function alternativeOf({ root }: Operation, node: JsonNode): Alternative {
  const credentials = new Set<string>();
  const names = Object.entries(objectOf(node)).map(([name, list]) => {
    const scheme = child(root, 'components', 'securitySchemes', name);
    const scopes = Array.isArray(list) ? list.map(String) : [];
    for (const item of ['', ...scopes]) credentials.add(`${identityOf(scheme)} ${item}`);
    return `${labelOf(scheme)} (${[name, ...scopes.map((scope) => `scope ${scope}`)].join(', ')})`;
  });
  const isEmpty = names.length === 0;
  const name = isEmpty ? 'a request without credentials' : `the credential ${names.join(' together with ')}`;
  return { credentials, name, node };
}

/** Returns what a request sends for a scheme. The names of headers and schemes have no case (RFC 9110 5.1, 11.1). */
function identityOf(scheme: JsonNode): string {
  const { type, scheme: name, in: location, name: key, ...rest } = objectOf(scheme);
  if (type === 'http') return canonical(['http', String(name).toLowerCase()]);
  if (type === 'apiKey')
    return canonical([String(location), location === 'header' ? String(key).toLowerCase() : String(key)]);
  // The scopes of a scheme only list what a requirement can name.
  return JSON.stringify(rest, (part, value) =>
    /^(description|scopes|x-.*)$/.test(part) ? undefined : value,
  );
}

function labelOf(scheme: JsonNode): string {
  const { type, scheme: name, in: location, name: key } = objectOf(scheme);
  if (type === 'http') return `Authorization: ${name}`;
  return type === 'apiKey' ? `${location} ${key}` : String(type);
}
