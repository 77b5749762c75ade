/** Renders a report as JSON, with the keys in the order of the JSON Schema. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import schema from '../schemas/report.schema.json' with { type: 'json' };
import type { Report } from '../types.ts';

/** The version of the format that `report.schema.json` describes. It changes if the format becomes incompatible. */
const VERSION = 1;

/** Renders a whole report. It copies one object at a time, because the report of a large contract takes much memory. */
export function renderJson(report: Report): string {
  const whole = { $schema: schema.$id, version: VERSION, ...report };
  const schemas = new WeakMap<object, Json | undefined>([[whole, schema as JsonObject]]);
  const ordered = (_name: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { items, properties } = resolve(schemas.get(value));
    const described = isObject(properties) ? properties : {};
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null)
        schemas.set(inner, Array.isArray(value) ? items : described[name]);
    }
    return Array.isArray(value) ? value : inOrderOf(described, value);
  };
  return JSON.stringify(whole, ordered, 2);
}

/** Orders the keys of a value as its schema does; keys that the schema does not name are last. */
function inOrderOf(described: JsonObject, value: object): object {
  const known = Object.keys(described).filter((name) => Object.hasOwn(value, name));
  return { ...Object.fromEntries(known.map((name) => [name, undefined])), ...value };
}

function resolve(at: Json | undefined): JsonObject {
  if (!isObject(at)) return {};
  const name = typeof at.$ref === 'string' ? at.$ref.replace('#/$defs/', '') : undefined;
  const definitions: JsonObject = schema.$defs as JsonObject;
  return name === undefined ? at : resolve(definitions[name]);
}
