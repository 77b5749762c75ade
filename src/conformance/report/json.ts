/** Renders a report as JSON, with the keys in the order of the JSON Schema. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import schema from '../schemas/report.schema.json' with { type: 'json' };
import type { Report } from '../types.ts';

/** The version of the format that `report.schema.json` describes. It changes if the format becomes incompatible. */
const VERSION = 1;

/** Renders a whole report. */
export function renderJson(report: Report): string {
  const value = { $schema: schema.$id, version: VERSION, ...report };
  // Parsing the JSON removes undefined properties.
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value)), schema as JsonObject), undefined, 2);
}

/** Orders the keys of a value as its schema does; keys that the schema does not name are last. */
function ordered(value: Json, at: Json | undefined): Json {
  const described = resolve(at);
  if (Array.isArray(value)) return value.map((item) => ordered(item, described.items));
  if (!isObject(value)) return value;
  const properties = isObject(described.properties) ? described.properties : {};
  const names = new Set([
    ...Object.keys(properties).filter((name) => Object.hasOwn(value, name)),
    ...Object.keys(value),
  ]);
  return Object.fromEntries([...names].map((name) => [name, ordered(value[name] ?? null, properties[name])]));
}

function resolve(at: Json | undefined): JsonObject {
  if (!isObject(at)) return {};
  const name = typeof at.$ref === 'string' ? at.$ref.replace('#/$defs/', '') : undefined;
  const definitions: JsonObject = schema.$defs as JsonObject;
  return name === undefined ? at : resolve(definitions[name]);
}
