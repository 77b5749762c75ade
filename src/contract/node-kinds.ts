/**
 * The kinds of nodes in an OpenAPI 3.1 document. The position of a node decides its kind: below `properties`, `$ref` is the
 * name of a property; below `example`, it is data; in a schema, it is a reference.
 */

/** An object of OpenAPI or of an extension with a fixed set of keys. The name is that of the specification. */
type FixedKind =
  | 'document'
  | 'components'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'callback'
  | 'example'
  | 'link'
  | 'securityScheme'
  | 'flows'
  | 'flow'
  | 'schema'
  | 'discriminator'
  | 'info'
  | 'server'
  /** The value of `x-error`. */
  | 'errorEntry'
  /** The value of `x-sandbox`. */
  | 'sandbox'
  /** The value of `tokens` in `x-sandbox`. */
  | 'tokens';

type SingleKind =
  | FixedKind
  /** A URI reference, for example the value of `$ref`. */
  | 'reference'
  /** The name of a schema, or a URI reference to it: a value of a discriminator's `mapping`. */
  | 'schemaName'
  /** The URL of an example outside of the document. */
  | 'externalValue'
  /** The URI of a schema, which its references are relative to. */
  | 'schemaId'
  /** Values of the API, for example below `enum`. They contain no references. */
  | 'data'
  /** An example: values of the API, for people. It contains no references. */
  | 'sample'
  /** A text or a link for people. */
  | 'prose'
  /** Everything else, for example an extension. An object with a text at `$ref` is a reference. */
  | 'other';

/** A kind. With `*`, a map or list of nodes of that kind: each of its keys is a name or an index. */
export type Kind = SingleKind | `${SingleKind}*`;

/** The keys with texts for people in every object. */
const PROSE = ['title', 'description', 'summary', 'externalDocs', 'tags', '$comment'];

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The kinds of the values in each object. `*` is the kind of all other keys. */
const PARTS: Readonly<Record<FixedKind, Readonly<Record<string, Kind>>>> = {
  document: {
    info: 'info',
    servers: 'server*',
    paths: 'paths',
    webhooks: 'pathItem*',
    components: 'components',
    'x-sandbox': 'sandbox',
  },
  components: {
    schemas: 'schema*',
    responses: 'response*',
    parameters: 'parameter*',
    examples: 'example*',
    requestBodies: 'requestBody*',
    headers: 'header*',
    securitySchemes: 'securityScheme*',
    links: 'link*',
    callbacks: 'callback*',
    pathItems: 'pathItem*',
  },
  paths: { '*': 'pathItem' },
  pathItem: {
    servers: 'server*',
    parameters: 'parameter*',
    ...Object.fromEntries(METHODS.map((method) => [method, 'operation' as const])),
  },
  operation: {
    servers: 'server*',
    parameters: 'parameter*',
    requestBody: 'requestBody',
    responses: 'responses',
    callbacks: 'callback*',
  },
  parameter: { schema: 'schema', content: 'mediaType*', example: 'sample', examples: 'example*' },
  header: { schema: 'schema', content: 'mediaType*', example: 'sample', examples: 'example*' },
  requestBody: { content: 'mediaType*' },
  mediaType: { schema: 'schema', encoding: 'encoding*', example: 'sample', examples: 'example*' },
  encoding: { headers: 'header*' },
  responses: { '*': 'response' },
  response: { headers: 'header*', content: 'mediaType*', links: 'link*' },
  callback: { '*': 'pathItem' },
  example: { value: 'data', externalValue: 'externalValue' },
  link: { operationRef: 'reference', parameters: 'data', requestBody: 'data' },
  securityScheme: { flows: 'flows' },
  flows: { '*': 'flow' },
  flow: { scopes: 'data' },
  schema: {
    $id: 'schemaId',
    $dynamicRef: 'reference',
    $recursiveRef: 'reference',
    $defs: 'schema*',
    properties: 'schema*',
    patternProperties: 'schema*',
    dependentSchemas: 'schema*',
    dependentRequired: 'data',
    allOf: 'schema*',
    anyOf: 'schema*',
    oneOf: 'schema*',
    prefixItems: 'schema*',
    not: 'schema',
    if: 'schema',
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: 'schema',
    else: 'schema',
    items: 'schema',
    contains: 'schema',
    additionalProperties: 'schema',
    propertyNames: 'schema',
    unevaluatedItems: 'schema',
    unevaluatedProperties: 'schema',
    contentSchema: 'schema',
    discriminator: 'discriminator',
    default: 'data',
    const: 'data',
    enum: 'data',
    example: 'sample',
    examples: 'sample',
    'x-error': 'errorEntry',
  },
  discriminator: { mapping: 'schemaName*' },
  info: { version: 'prose', contact: 'prose', license: 'prose', termsOfService: 'prose' },
  server: {},
  errorEntry: {
    category: 'prose',
    since: 'prose',
    meaning: 'prose',
    solution: 'prose',
    occurs: 'prose',
    causes: 'prose',
    changes: 'prose',
  },
  sandbox: { tokens: 'tokens' },
  tokens: {},
};

const hasFixedKeys = (kind: Kind): kind is FixedKind => Object.hasOwn(PARTS, kind);

/** Returns the kind of the value at a key (or an index) of a node. */
export function kindOfPart(kind: Kind, key: string): Kind {
  if (kind.endsWith('*')) return kind.slice(0, -1) as SingleKind;
  if (isOpaque(kind)) return kind;
  if (key === '$ref') return 'reference';
  if (!hasFixedKeys(kind)) return kind === 'prose' ? kind : 'other';
  const parts = PARTS[kind];
  if (Object.hasOwn(parts, key)) return parts[key] ?? 'other';
  if (PROSE.includes(key)) return 'prose';
  return (key.startsWith('x-') ? undefined : parts['*']) ?? 'other';
}

/** Returns whether a node of a kind contains no references. */
export function isOpaque(kind: Kind): boolean {
  return kind === 'data' || kind === 'sample';
}

/** Returns whether a key of an object has texts or examples for people. */
export function isProse(kind: Kind, key: string): boolean {
  return ['prose', 'sample', 'example', 'example*'].includes(kindOfPart(kind, key));
}
