/** The report for programs: itself, its keys in the order of its JSON Schema. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import schema from '../schemas/report.schema.json' with { type: 'json' };
import type { Report } from '../types.ts';

/** Of the form that `report.schema.json` describes; another one if a reader of the old would stumble. */
const VERSION = 1;

/** Renders a whole report. */
export function renderJson(report: Report): string {
  const value = { $schema: schema.$id, version: VERSION, ...report };
  // What JSON has no word for (an undefined property) is gone from here on.
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value)), schema as JsonObject), undefined, 2);
}

/** A value with its keys in the order in which its schema names them; those that it does not name come last. */
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
