/** The shapes of our extensions, as types for Redocly. Redocly's rule `struct` reports invalid values and unknown or missing keys. */
import {
  LEVELS,
  PARAMETER_ROLES,
  PROPERTY_ROLES,
  RELATION_KINDS,
  RETRY_POLICIES,
  TRIGGERS,
} from '../../src/contract/vocabulary.ts';
import type { NodeType } from './redocly.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** The extensions of each type of node. `spec/README.md` explains them. */
export const EXTENSIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Root: { 'x-error-categories': texts, 'x-sandbox': 'XSandbox' },
  Schema: {
    'x-error': 'XError',
    'x-relations': 'XRelations',
    'x-role': { enum: Object.keys(PROPERTY_ROLES) },
    'x-same': { type: 'array', items: { type: 'array' } },
  },
  Parameter: {
    'x-invalid': text,
    'x-opaque': { type: 'boolean' },
    'x-role': { enum: Object.keys(PARAMETER_ROLES) },
    'x-wire-pattern': text,
  },
  RequestBody: { 'x-invalid': text },
  Header: { 'x-equals': text, 'x-level': { enum: LEVELS } },
};

/** The types of the objects in the extensions. */
const NODES: Record<string, NodeType> = {
  XError: allRequired(
    {
      category: text,
      since: text,
      meaning: text,
      solution: text,
      occurs: text,
      retry: { enum: RETRY_POLICIES },
      trigger: { enum: TRIGGERS },
    },
    { causes: texts, changes: 'XErrorChanges', 'replaced-by': text, retired: text },
  ),
  XErrorChanges: { properties: {}, items: 'XErrorChange' },
  XErrorChange: allRequired({ version: text, change: text }),
  XRelations: { properties: {}, items: 'XRelation' },
  XRelation: {
    properties: { field: text, level: { enum: LEVELS }, 'less-than': text, sum: texts, echoes: text },
    required: ['field'],
    requiredOneOf: RELATION_KINDS,
  },
  XSandbox: allRequired({ tokens: 'XSandboxTokens', malformed: text }),
  XSandboxTokens: allRequired({ success: text, error: text }),
};

function allRequired(properties: Record<string, unknown>, optional = {}): NodeType {
  return { properties: { ...properties, ...optional }, required: Object.keys(properties) };
}

/** The keys of each type of node that are optional in OpenAPI but required in this spec. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Root: ['servers', 'security', 'paths', ...Object.keys(EXTENSIONS.Root ?? {})],
  Parameter: ['description', 'example', 'schema'],
  RequestBody: ['description'],
  Header: ['description', 'example', 'schema', 'x-level'],
};

/** The values that the reader of the bundle supports, for keys with more values in OpenAPI. */
const NARROWED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Parameter: { in: { enum: ['path', 'query', 'header'] } },
  SecurityScheme: { type: { enum: ['http', 'apiKey'] }, in: { enum: ['header'] } },
};

/** Adds our extensions to the types of OpenAPI 3.x. */
export function withExtensions(types: Record<string, NodeType>): Record<string, NodeType> {
  const extended = Object.entries(types).map(([name, type]): [string, NodeType] => {
    const properties = { ...type.properties, ...EXTENSIONS[name], ...NARROWED[name] };
    const more = REQUIRED[name] ?? [];
    if (more.length === 0) return [name, { ...type, properties }];
    const required: NodeType['required'] = (value, key) => [
      ...new Set([
        ...(typeof type.required === 'function' ? type.required(value, key) : (type.required ?? [])),
        ...more,
      ]),
    ];
    return [name, { ...type, properties, required }];
  });
  return { ...Object.fromEntries(extended), ...NODES };
}
