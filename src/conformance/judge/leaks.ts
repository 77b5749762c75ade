/** What an answer must not tell: the request's token, and the insides of the server (CWE-209). */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import type { Operation } from '../../contract/types.ts';
import type { WireRequest, WireResponse } from '../transport.ts';
import type { Finding } from '../types.ts';
import { must } from './finding.ts';

/** A shorter token stands in texts by chance. */
const MIN_TOKEN = 6;

const TRACES: readonly [RegExp, string][] = [
  [/\bat [^\s"]+ \(?(?:file:|node:|[A-Za-z]:)?[\w./\\@-]+:\d+:\d+\)?/, 'a stack trace'],
  [/\bat (?:async )?(?:file:\/\/|node:)?\/?[\w./@-]+\.[cm]?[jt]s:\d+:\d+/, 'a stack trace'],
  [/Traceback \(most recent call last\)|File "[^"]+", line \d+/, 'a stack trace'],
  [/\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)|goroutine \d+ \[|panicked at /, 'a stack trace'],
  [/#\d+ [^\s"]+\.php\(\d+\)|in [^\s"]+\.php on line \d+|[\w/]+\.rb:\d+:in /, 'a stack trace'],
  [/ in [A-Z]:\\[^\s"]+:line \d+|[\w/\\]+\.cs:line \d+/, 'a stack trace'],
  [/\b[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]\w*(?:Exception|Error)\b/, 'the name of an exception'],
  [/\b(?:Type|Reference|Range|Syntax|Key|Value|Attribute)Error: |NullPointerException/, 'an exception'],
  [/\b(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b|\bselect\s+\*\s+from\b/s, 'SQL'],
  [/\b(?:SQLSTATE|ORA-\d{5}|PG::\w+Error|SQLITE_[A-Z]+|ER_[A-Z]+_[A-Z]+)\b/, 'an error of a database'],
  [/\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqp):\/\//, 'the address of a database'],
  [/\bE(?:CONNREFUSED|NOTFOUND|TIMEDOUT|CONNRESET)\b/, 'an error of the network behind the server'],
];

/** A path of the server's machine, but not the path of a URL. */
const PATH: [RegExp, string] = [
  /(?<![\w.:/-])(?:\/(?:home|usr|var|opt|srv|app|root|etc|tmp)\/|[A-Z]:\\)[\w.-]+[/\\][\w./\\-]+/,
  "a path of the server's machine",
];

/**
 * Looks through an answer for the token of its request and for the insides of the server.
 *
 * @param value the envelope; what people post (the declared fields of the items of a success) is not looked at
 */
export function leaks(
  request: WireRequest,
  response: WireResponse,
  value: JsonObject,
  operation: Operation,
  tokens: readonly string[],
): Finding[] {
  const texts = textsIn(value.success === true ? withoutItems(value, operation) : value).join('\n');
  const fields = [...response.headers].map(([name, values]) => `${name}: ${values.join(', ')}`).join('\n');
  const sent = Object.values(request.headers).join('\n') + request.url.search;
  const token = tokens.find((candidate) => candidate.length >= MIN_TOKEN && sent.includes(candidate));
  const place =
    token && (fields.includes(token) ? 'its header' : texts.includes(token) ? 'its body' : undefined);
  if (place) return [finding("nothing of the request's token", `the token, in ${place}`)];
  const found =
    [...TRACES, PATH].find(([pattern]) => pattern.test(texts)) ??
    TRACES.find(([pattern]) => pattern.test(fields));
  return found ? [finding('nothing of the insides of the server', found[1])] : [];
}

/** The names and texts of a value, escapes undone. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]) : [];
}

/** A success without what people post. */
function withoutItems(value: JsonObject, { success }: Operation): JsonObject {
  const { data } = value;
  const { itemsField, itemFields } = success;
  if (!isObject(data) || itemsField === undefined || !Array.isArray(data[itemsField])) return value;
  const items = data[itemsField].map((item) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).filter(([name]) => !itemFields.includes(name)))
      : item,
  );
  return { ...value, data: { ...data, [itemsField]: items } };
}

function finding(required: string, came: string): Finding {
  return must('leak', required, came, 'CWE-209', came);
}
