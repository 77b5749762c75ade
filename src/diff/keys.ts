/** Compares the keys of objects whose values have no walker: the rules say which key and which change each of them rates. */
import type { Json, JsonObject } from '../contract/document.ts';
import { at, canonical, isSame, type JsonNode, MISSING, objectOf } from '../contract/json-node.ts';
import { isProse, type Kind, kindOfPart } from '../contract/node-kinds.ts';
import { APPLICATORS } from '../contract/normal-form/schema-applicators.ts';
import { CONSTRAINTS } from '../contract/normal-form/schema-keywords.ts';
import { METHODS } from '../contract/vocabulary.ts';
import { type Args, type FactKind, factKindOf, RULES, type Rule, type RuleId } from './rules.ts';

/** The keys that walkers compare, or that only structure the document. `*`: all keys that are not extensions. */
const COMPARED: Partial<Record<Kind, ReadonlySet<string>>> = {
  document: new Set(['openapi', 'servers', 'security', 'paths', 'components']),
  server: new Set('*'),
  components: new Set('*'),
  securityScheme: new Set('*'),
  discriminator: new Set('*'),
  paths: new Set('*'),
  pathItem: new Set([...METHODS, 'parameters', 'servers']),
  operation: new Set(['operationId', 'parameters', 'requestBody', 'responses', 'security', 'servers']),
  parameter: new Set(['name', 'in', 'schema', 'x-opaque']),
  requestBody: new Set(['content']),
  mediaType: new Set(['schema']),
  responses: new Set('*'),
  response: new Set(['headers', 'content']),
  header: new Set(['schema', 'x-level']),
  schema: new Set([
    ...[...CONSTRAINTS, ...Object.keys(APPLICATORS), 'type', 'enum', 'const', 'properties', 'required'],
    ...['$ref', 'allOf', 'anyOf', 'oneOf', '$defs', '$anchor', 'dependentRequired'],
    ...['x-relations', 'x-same', 'x-opaque'],
  ]),
};

/** The keys whose values are objects with rules of their own. */
const NESTED = ['discriminator', 'x-error', 'x-sandbox', 'tokens'];

/** The rules of each key (`parameter.required`), by the change. */
const RULES_OF_KEYS = new Map<string, Readonly<Record<string, FactKind>>>();
for (const [id, { on = '' }] of Object.entries<Rule>(RULES)) {
  const [, kind = '', keys = '', sign = ''] = /^([^.]+)\.([^ ]+) (.)$/.exec(on) ?? [];
  for (const name of keys.split('|').map((key) => `${kind}.${key}`)) {
    const own = (sign === '*' ? ['+', '-', '~'] : [sign]).map((one) => [one, factKindOf(id as RuleId)]);
    RULES_OF_KEYS.set(name, { ...RULES_OF_KEYS.get(name), ...Object.fromEntries(own) });
  }
}

/** Values by key, with their places. */
export type Nodes = ReadonlyMap<string, JsonNode>;

/** A change of one key. */
export interface KeyChange {
  kind: FactKind;
  /** The key in the compared object. */
  key: string;
  /** The places of the values; a value is missing if only one document has it. */
  old?: string | undefined;
  next?: string | undefined;
  args: Args;
}

/** Returns whether a walker compares the values of a key. */
export function isCompared(kind: Kind, key: string): boolean {
  const keys = COMPARED[kind];
  return keys !== undefined && (keys.has(key) || (keys.has('*') && !key.startsWith('x-')));
}

/**
 * Returns the values of a node by key.
 *
 * @param normal values that replace those of the document
 */
export function nodesOf(node: JsonNode | undefined, normal: JsonObject = {}): Nodes {
  const values = { ...objectOf(node), ...normal };
  return new Map(Object.entries(values).map(([key, value]) => [key, { ...at(node ?? MISSING, key), value }]));
}

/** Compares the keys that no walker compares. A changed key without a rule is unreviewed. */
export function keyChanges(kind: Kind, old: Nodes, next: Nodes, owner = ''): KeyChange[] {
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key): KeyChange[] => {
    if (isCompared(kind, key) || isProse(kind, key)) return [];
    const [was, is] = [old.get(key), next.get(key)];
    const keyword = `${owner}${key}`;
    if (NESTED.includes(key)) {
      const inner = keyChanges(kindOfPart(kind, key), nodesOf(was), nodesOf(is), `${keyword}.`);
      return inner.map((change) => ({ ...change, key }));
    }
    const rules = RULES_OF_KEYS.get(`${kind}.${key}`) ?? RULES_OF_KEYS.get(`any.${key}`);
    // A key that can only be added or removed is `false` by default.
    const isFlag = rules && rules['~'] === undefined;
    const [a, b] = [was, is].map((node) => (isFlag && node?.value === false ? undefined : node?.value));
    const isEqual = rules
      ? canonical(a) === canonical(b)
      : isSame({ old: was ?? MISSING, next: is ?? MISSING }, kindOfPart(kind, key));
    if (isEqual) return [];
    const id = rules?.[signOf(a, b)] ?? rules?.['~'] ?? 'unreviewed';
    return [{ kind: id, key, old: was?.pointer, next: is?.pointer, args: { keyword, old: a, new: b } }];
  });
}

function signOf(was: Json | undefined, is: Json | undefined): string {
  if (was === undefined || is === undefined) return was === undefined ? '+' : '-';
  return Date.parse(String(is)) > Date.parse(String(was)) ? '>' : '~';
}
