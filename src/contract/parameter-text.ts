/** Writes the values of parameters into a request, in the default styles of OpenAPI (3.1.1, 4.8.12). */
import type { Json } from './document.ts';
import type { Operation, Parameter } from './model.ts';
import type { ValueText } from './parameter-value.ts';

/** The texts of parameters by name, before percent-encoding. */
export type ParameterTexts = Readonly<Record<string, ValueText>>;

/** Returns the text of a value: for a list, of each item. */
function valueText({ list }: Pick<Parameter, 'list'>, value: Json): ValueText {
  return list ? [value].flat().map(String) : String(value);
}

/** Returns the texts of the required parameters, from their examples. */
export function requiredTexts({ parameters }: Operation): Record<string, ValueText> {
  const required = parameters.filter((parameter) => parameter.required);
  return Object.fromEntries(
    required.map((parameter) => [parameter.name, valueText(parameter, parameter.example)]),
  );
}

/** Returns the path of an operation, relative to the base path, with the values of the path parameters. */
export function pathText({ path }: Operation, texts: ParameterTexts): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(String(texts[name] ?? '')));
}

/** Returns the query with the values of the query parameters: empty, or with the question mark. */
export function queryText({ parameters }: Operation, texts: ParameterTexts): string {
  const pairs = parameters.flatMap(({ name, in: where, list }) => {
    const text = texts[name];
    if (where !== 'query' || text === undefined) return [];
    const encoded = [text].flat().map(encode);
    if (list?.explode) return encoded.map((item) => `${encode(name)}=${item}`);
    // A comma separates the items, so a comma in an item is encoded.
    return [`${encode(name)}=${encoded.join(',')}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Returns the headers with the values of the header parameters. */
export function headerTexts({ parameters }: Operation, texts: ParameterTexts): Record<string, string> {
  const headers = parameters.flatMap(({ name, in: where }) => {
    const text = texts[name];
    return where === 'header' && text !== undefined ? [[name, [text].flat().join(',')]] : [];
  });
  return Object.fromEntries(headers);
}

/** Encodes a text as a form does (a space as `+`). */
function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
