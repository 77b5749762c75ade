/** Compares the headers of a response. */
import { child, type JsonNode, objectOf } from '../contract/json-node.ts';
import { stateChange } from './annotations.ts';
import { type Part, pairsIn } from './part.ts';
import { contentChanges } from './walk-content.ts';
import { serializationsOf } from './walk-parameters.ts';

const READ = 'required schema content style explode x-level x-equals'.split(' ');

export function headerChanges(response: Part): void {
  const headers = response.at('headers');
  const names = new Map(
    [headers.old, headers.next].flatMap((map) =>
      Object.keys(objectOf(map)).map((name) => [name.toLowerCase(), name]),
    ),
  );
  const subject = (key: string) => `the header ${names.get(key)} of ${response.subject}`;
  for (const header of pairsIn(headers, headersOf(headers.old), headersOf(headers.next), subject)) {
    const [old, next] = [levelOf(header.old), levelOf(header.next)];
    if (header.isAdded) header.report('header-added', { level: next });
    else if (header.isRemoved)
      header.report(old === 'MAY' ? 'optional-header-removed' : 'header-removed', { level: old });
    else changesOf(header, old, next);
  }
}

function changesOf(header: Part, old: string, next: string): void {
  const [was, is] = serializationsOf(header);
  const id = 'header-serialization-changed';
  if (old !== next) header.report(levelRule(old, next), { old, new: next }, 'x-level');
  header.reportAll([
    ...Object.keys(was).flatMap((key) => stateChange(key, was, is, id, id, id)),
    ...stateChange(
      'x-equals',
      ...header.objects,
      'header-equals-added',
      'header-equals-removed',
      'header-equals-changed',
    ),
  ]);
  header.reportRest('parameter', READ);
  contentChanges(header, 'response', header.subject);
  header.reportSchema('response');
}

/** Callers rely on a header that MUST be sent; a header that SHOULD be sent is only a help. */
function levelRule(old: string, next: string) {
  if (old === 'MUST') return 'header-no-longer-required';
  if (next === 'MUST') return 'header-required';
  return next === 'SHOULD' ? 'header-recommended' : 'header-no-longer-recommended';
}

function levelOf(header: JsonNode): string {
  const { required, 'x-level': level } = objectOf(header);
  if (required === true) return 'MUST';
  return level === 'MUST' || level === 'SHOULD' ? level : 'MAY';
}

/** Returns the headers by name in lower case (RFC 9110 5.1). `Content-Type` is ignored (OpenAPI 3.1.1, 4.8.17.1). */
function headersOf(headers: JsonNode): Map<string, JsonNode> {
  const names = Object.keys(objectOf(headers)).filter((name) => name.toLowerCase() !== 'content-type');
  return new Map(names.map((name) => [name.toLowerCase(), child(headers, name)]));
}
