/** Comparing the answers of an operation: statuses, media types, headers, envelopes and what is in them. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import type { Level } from '../contract/vocabulary.ts';
import { deprecation, moved } from './annotations.ts';
import { rated } from './direction.ts';
import type { Change, Impact, Party } from './types.ts';
import { child, meaningOf, objectOf, parted, type Side, said, same } from './values.ts';
import { schemaChanges } from './walk-schema.ts';

/** What the answers belong to. */
interface OfOperation {
  id: string;
  /** The statuses of the success. */
  statuses: { old: number; new: number };
  parameters: ReadonlyMap<string, { old: Side; new: Side }>;
}

/** @param old the operation in the old document */
export function responseChanges(old: Side, next: Side, operation: OfOperation): Change[] {
  const { id, statuses } = operation;
  const changes: Change[] = [];
  if (statuses.old !== statuses.new) {
    changes.push({
      kind: 'success-status-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject: `the success of ${id}`,
      message: `has the status ${statuses.new}, and had ${statuses.old}`,
      operations: [id],
      old: `${old.pointer}/responses/${statuses.old}`,
      new: `${next.pointer}/responses/${statuses.new}`,
    });
  }
  const success = (side: Side, status: number) => child(side, 'responses', String(status));
  changes.push(
    ...changesOf(
      success(old, statuses.old),
      success(next, statuses.new),
      `status ${statuses.new}`,
      operation,
      'success',
    ),
  );
  // Beside the one success and the errors no rule of ours rates an answer, people do.
  const rest = (side: Side, success: number) =>
    Object.fromEntries(
      Object.keys(objectOf(child(side, 'responses')))
        .filter((status) => !(Number(status) >= 400) && status !== String(success))
        .map((status) => [status, meaningOf(child(side, 'responses', status))]),
    );
  const [others, nextOthers] = [rest(old, statuses.old), rest(next, statuses.new)];
  for (const status of new Set([...Object.keys(others), ...Object.keys(nextOthers)])) {
    if (same(others[status], nextOthers[status])) continue;
    const gone = nextOthers[status] === undefined;
    changes.push({
      kind: 'response-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject: `status ${status}`,
      message: gone ? 'is no longer there' : others[status] === undefined ? 'is new' : 'says something else',
      operations: [id],
      ...(others[status] !== undefined && { old: `${old.pointer}/responses/${status}` }),
      ...(!gone && { new: `${next.pointer}/responses/${status}` }),
    });
  }
  // A status that came or went did so with its codes.
  const { both } = parted(errorStatuses(old), errorStatuses(next));
  return [
    ...changes,
    ...both.flatMap((status) =>
      changesOf(
        child(old, 'responses', status),
        child(next, 'responses', status),
        `status ${status}`,
        operation,
        'error',
      ),
    ),
  ];
}

function errorStatuses(operation: Side): string[] {
  return Object.keys(objectOf(child(operation, 'responses'))).filter((status) => Number(status) >= 400);
}

function changesOf(
  old: Side,
  next: Side,
  name: string,
  operation: OfOperation,
  kind: 'success' | 'error',
): Change[] {
  const operations = [operation.id];
  const [before, after] = [
    Object.keys(objectOf(child(old, 'content'))),
    Object.keys(objectOf(child(next, 'content'))),
  ];
  const at = { old: `${old.pointer}/content`, new: `${next.pointer}/content` };
  const both = { impact: 'breaking', breaks: ['callers', 'servers'], subject: name, operations } as const;
  const changes: Change[] = [];
  // Whoever reads knows what comes: another form beside it is another form.
  if (!same(before.toSorted(), after.toSorted())) {
    const message = `is ${after.join(' or ')}, and was ${before.join(' or ')}`;
    changes.push({ kind: 'media-type-changed', message, ...both, ...at });
  }
  for (const key of new Set([...Object.keys(objectOf(old)), ...Object.keys(objectOf(next))])) {
    if (['description', 'summary', 'headers', 'content'].includes(key) || key.startsWith('x-')) continue;
    if (same(meaningOf(child(old, key)), meaningOf(child(next, key)))) continue;
    changes.push({
      kind: 'response-changed',
      message: `says something else under ${key}`,
      ...both,
      old: `${old.pointer}/${pointerPart(key)}`,
      new: `${next.pointer}/${pointerPart(key)}`,
    });
  }
  changes.push(...headerChanges(old, next, name, operations));
  const { both: kept } = parted(before, after);
  const pairs = kept.length > 0 ? kept.map((type) => [type, type]) : [[before[0] ?? '', after[0] ?? '']];
  return [
    ...changes,
    ...pairs.flatMap(([from = '', to = '']) =>
      bodyChanges(
        child(old, 'content', from, 'schema'),
        child(next, 'content', to, 'schema'),
        name,
        operation,
        kind,
      ),
    ),
  ];
}

function bodyChanges(
  schema: Side,
  nextSchema: Side,
  name: string,
  operation: OfOperation,
  kind: 'success' | 'error',
): Change[] {
  const spot = { flow: 'answer', operations: [operation.id], parameters: operation.parameters } as const;
  if (kind === 'error') {
    return schemaChanges(bare(schema), bare(nextSchema), { ...spot, subject: `${name} envelope` });
  }
  // People know the fields by their place in `data`; what is beside it is the envelope.
  return [
    ...schemaChanges(schema, nextSchema, { ...spot, subject: `${name} envelope`, except: ['data'] }),
    ...schemaChanges(child(schema, 'properties', 'data'), child(nextSchema, 'properties', 'data'), {
      ...spot,
      subject: 'data',
    }),
  ];
}

/** The envelope of an error without its codes, which the catalogue has. */
function bare(envelope: Side): Side {
  const { node } = envelope;
  if (!isObject(node) || !isObject(node.properties) || !isObject(node.properties.error)) return envelope;
  const { oneOf: _, discriminator: __, ...error } = node.properties.error;
  return { ...envelope, node: { ...node, properties: { ...node.properties, error } } };
}

function headerChanges(old: Side, next: Side, name: string, operations: readonly string[]): Change[] {
  const [before, after] = [headersOf(old), headersOf(next)];
  const { gone, come, both } = parted(before.keys(), after.keys());
  const subject = (header: string) =>
    `the header ${(after.get(header) ?? before.get(header))?.name} of ${name}`;
  return [
    ...gone.map((header): Change => {
      const { side, level } = before.get(header) as Header;
      // One that MAY come was never to be relied on.
      const lost = level !== 'MAY';
      return {
        kind: 'header-removed',
        impact: lost ? 'breaking' : 'patch',
        breaks: lost ? ['callers'] : [],
        subject: subject(header),
        message: `is no longer there; it was a ${level}`,
        operations,
        old: side.pointer,
      };
    }),
    ...come.map((header): Change => {
      const { side, level } = after.get(header) as Header;
      const message = `is new: it ${level} be sent`;
      return {
        kind: 'header-added',
        impact: 'feature',
        breaks: [],
        subject: subject(header),
        message,
        operations,
        new: side.pointer,
      };
    }),
    ...both.flatMap((header) =>
      changesOfHeader(before.get(header) as Header, after.get(header) as Header, subject(header), operations),
    ),
  ];
}

function changesOfHeader(
  old: Header,
  next: Header,
  subject: string,
  operations: readonly string[],
): Change[] {
  const changes: Change[] = [];
  const at = (key: string) => ({ old: `${old.side.pointer}/${key}`, new: `${next.side.pointer}/${key}` });
  if (old.level !== next.level) {
    const [impact, breaks] = levelImpact(old.level, next.level);
    const message = `${next.level} be sent; it was a ${old.level}`;
    changes.push({
      kind: 'header-level-changed',
      impact,
      breaks,
      subject,
      message,
      operations,
      ...at('x-level'),
    });
  }
  const [was, is] = [objectOf(old.side)['x-equals'], objectOf(next.side)['x-equals']];
  if (!same(was, is)) {
    const shift = was === undefined ? 'tightened' : is === undefined ? 'loosened' : 'changed';
    const message =
      is === undefined
        ? `need not say what the field ${said(was)} does any more`
        : `says what the field ${said(is)} does${was === undefined ? ' now' : `, and said what ${said(was)} does`}`;
    changes.push({
      kind: 'header-equals-changed',
      ...rated(shift, 'answer'),
      subject,
      message,
      operations,
      ...at('x-equals'),
    });
  }
  for (const key of ['style', 'explode', 'content']) {
    const [a, b] = [objectOf(old.side)[key], objectOf(next.side)[key]];
    if (same(a, b)) continue;
    changes.push({
      kind: 'bound-changed',
      ...rated('changed', 'answer'),
      subject,
      message: moved(key, a, b),
      operations,
      ...at(key),
    });
  }
  return [
    ...changes,
    ...deprecation(old.side, next.side, subject, operations),
    ...schemaChanges(child(old.side, 'schema'), child(next.side, 'schema'), {
      subject,
      flow: 'answer',
      operations,
    }),
  ];
}

/** What MUST be sent is relied on; what SHOULD be is a help to whoever gets it. */
function levelImpact(was: Level, is: Level): [Impact, readonly Party[]] {
  if (was === 'MUST') return ['breaking', ['callers']];
  if (is === 'MUST') return ['breaking', ['servers']];
  return [is === 'SHOULD' ? 'feature' : 'patch', []];
}

interface Header {
  name: string;
  level: Level;
  side: Side;
}

/** By name in lower case: the names of headers have no case (RFC 9110 5.1). */
function headersOf(response: Side): Map<string, Header> {
  const headers = child(response, 'headers');
  return new Map(
    Object.keys(objectOf(headers)).map((name) => {
      const side = child(headers, name);
      const node: JsonObject = objectOf(side);
      const level = node.required === true ? 'MUST' : ((node['x-level'] as Level | undefined) ?? 'MAY');
      return [name.toLowerCase(), { name, level, side }];
    }),
  );
}
