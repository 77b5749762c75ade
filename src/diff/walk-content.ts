/** Compares the media types of a request or a response, with the schema of each. */
import { at, type JsonNode, objectOf } from '../contract/json-node.ts';
import type { Flow } from './direction.ts';
import type { Part } from './part.ts';
import type { Use } from './schema-graph.ts';

/** @param body the subject of a change in a body */
export function contentChanges(
  owner: Part,
  flow: Flow,
  body: string,
  use: Pick<Use, 'shorter' | 'echoes'> = {},
): void {
  const content = owner.at('content');
  const [old, next] = [mediaTypesOf(content.old), mediaTypesOf(content.next)];
  const pairs = content.pairs(old, next);
  for (const media of pairs) {
    const changed = media.named(owner.subject);
    const part =
      flow === 'response' && (old.size === 0 || next.size === 0)
        ? ('response-content' as const)
        : (`${flow}-media-type` as const);
    if (media.isAdded) changed.report(`${part}-added`, { new: media.subject });
    else if (media.isRemoved) changed.report(`${part}-removed`, { old: media.subject });
  }
  const [from] = old.values();
  const [to] = next.values();
  const kept = pairs.filter((media) => !media.isAdded && !media.isRemoved);
  // The schemas of a renamed media type are compared all the same.
  const renamed = kept.length === 0 && from && to ? [content.with(from, to)] : [];
  for (const media of [...kept, ...renamed]) {
    media.named(owner.subject).reportKeys('mediaType');
    media.named(body).reportSchema(flow, use);
  }
}

/** Returns the media types by their normal form: names have no case (RFC 9110 8.3.1), and JSON is always UTF-8. */
function mediaTypesOf(content: JsonNode): Map<string, JsonNode> {
  return new Map(Object.keys(objectOf(content)).map((key) => [normalMediaType(key), at(content, key)]));
}

function normalMediaType(text: string): string {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const normal = parameters.map((part) => {
    const [name = '', value = ''] = part.split('=');
    const isCharset = name.toLowerCase() === 'charset';
    return `${name.toLowerCase()}=${isCharset ? value.toLowerCase().replaceAll('"', '') : value}`;
  });
  const isImplied = (part: string) => type.toLowerCase().endsWith('json') && part === 'charset=utf-8';
  return [type.toLowerCase(), ...normal.filter((part) => part !== '=' && !isImplied(part)).sort()].join('; ');
}
