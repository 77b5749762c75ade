/** Comparing two schemas, and all that stands below them. */
import { isObject } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import { listOf } from '../contract/nodes.ts';
import { relationsOf } from '../contract/read-relations.ts';
import { deprecation, moved, roleChanges } from './annotations.ts';
import { type Direction, directionOf, type Flow, rated } from './direction.ts';
import type { Change, ChangeKind, Impact, Party } from './types.ts';
import {
  child,
  keyOf,
  meaningOf,
  objectOf,
  parted,
  pathTo,
  plain,
  plainSchema,
  resolved,
  type Side,
  said,
  same,
} from './values.ts';
import { relationChanges } from './walk-relations.ts';

/** Where a schema stands. */
export interface Spot {
  /** What a change is said of: a code, a parameter, `data` and what is below it. */
  subject: string;
  flow: Flow;
  operations: readonly string[];
  /**
   * The parameters of the operation, by name: a field that says the same as one (`x-relations`, `echoes`) has new values
   * only for whoever asks for them.
   */
  parameters?: ReadonlyMap<string, { old: Side; new: Side }>;
  /** Names of properties that are not looked at. */
  except?: readonly string[];
}

/** Keywords that say nothing of values, and those that are looked at by themselves. */
const PASSED = new Set(
  'title description summary example examples $comment externalDocs deprecated default enum properties required items'.split(
    ' ',
  ),
);

/** Keywords that have schemas below them: what they mean is compared as a whole. */
const COMPOSED = new Set(
  'oneOf anyOf allOf not if then else prefixItems contains patternProperties propertyNames dependentSchemas'.split(
    ' ',
  ),
);

/**
 * All changes of a schema that are no mere wording.
 *
 * @throws {ContractError} where a reference leads nowhere
 */
export function schemaChanges(old: Side, next: Side, spot: Spot): Change[] {
  return new Comparison(spot).compare(resolved(old), resolved(next), spot.subject, []);
}

/** A schema with its one value listed, where the other one lists its values. */
function listedAs(side: Side, other: Side): Side {
  const [node, otherNode] = [plainSchema(side.node), plainSchema(other.node)];
  if (!isObject(node) || !isObject(otherNode) || otherNode.enum === undefined) return { ...side, node };
  const { const: value, ...rest } = node;
  if (value === undefined || rest.enum !== undefined) return { ...side, node };
  return { ...side, node: { ...rest, enum: [value] } };
}

class Comparison {
  readonly #spot: Spot;
  /** Pairs without a change: what many places share is compared once. */
  readonly #alike = new Set<string>();

  constructor(spot: Spot) {
    this.#spot = spot;
  }

  /** @param above the pairs of schemas that this one stands in: a recursive schema ends there */
  compare(was: Side, is: Side, subject: string, above: readonly string[]): Change[] {
    const [old, next] = [listedAs(was, is), listedAs(is, was)];
    const pair = `${keyOf(old)} ${keyOf(next)}`;
    if (above.includes(pair) || this.#alike.has(pair)) return [];
    // `true` is the schema of anything; `false` is none that has parts.
    const [a, b] = [old.node === true ? {} : old.node, next.node === true ? {} : next.node];
    if (!isObject(a) || !isObject(b)) {
      if (same(a, b)) return [];
      return [this.#shifted('schema', 'changed', subject, old, next, `is ${said(b)}, and was ${said(a)}`)];
    }
    const within = pathTo(above, pair, next.pointer);
    const changes = [
      ...this.#keywords(old, next, subject),
      ...this.#values(old, next, subject),
      ...this.#annotations(old, next, subject),
      ...relationChanges(old, next, subject, this.#spot),
      ...this.#fields(old, next, subject, within),
      ...this.#items(old, next, subject, within),
    ];
    if (changes.length === 0) this.#alike.add(pair);
    return changes;
  }

  #change(
    kind: ChangeKind,
    impact: Impact,
    breaks: readonly Party[],
    subject: string,
    message: string,
    [old, next]: readonly [string | undefined, string | undefined],
  ): Change {
    const { operations } = this.#spot;
    return {
      kind,
      impact,
      breaks,
      subject,
      message,
      operations,
      ...(old !== undefined && { old }),
      ...(next !== undefined && { new: next }),
    };
  }

  #shifted(
    keyword: string,
    shift: Direction,
    subject: string,
    old: Side,
    next: Side,
    message: string,
    kind: ChangeKind = `bound-${shift}`,
  ): Change {
    const { impact, breaks } = rated(shift, this.#spot.flow);
    const at = keyword === 'schema' ? '' : `/${pointerPart(keyword)}`;
    return this.#change(kind, impact, breaks, subject, message, [old.pointer + at, next.pointer + at]);
  }

  /** Keywords with one value each. */
  #keywords(old: Side, next: Side, subject: string): Change[] {
    const [a, b] = [objectOf(old), objectOf(next)];
    const keywords = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
      (keyword) => !PASSED.has(keyword) && !keyword.startsWith('x-') && keyword !== 'discriminator',
    );
    return keywords.flatMap((keyword) => {
      if (COMPOSED.has(keyword) || (keyword !== 'const' && isObject(a[keyword]) && isObject(b[keyword]))) {
        if (same(meaningOf(child(old, keyword)), meaningOf(child(next, keyword)))) return [];
        return [
          this.#shifted(keyword, 'changed', subject, old, next, `says something else under ${keyword}`),
        ];
      }
      const [was, is] = [plain(keyword, a[keyword]), plain(keyword, b[keyword])];
      if (same(was, is)) return [];
      const shift = directionOf(keyword, was, is);
      const kind = keyword === 'type' ? 'type-changed' : undefined;
      return [
        this.#shifted(keyword, shift, subject, old, next, moved(keyword, a[keyword], b[keyword]), kind),
      ];
    });
  }

  /** The values that are listed, one by one. */
  #values(old: Side, next: Side, subject: string): Change[] {
    const [a, b] = [objectOf(old).enum, objectOf(next).enum];
    if (!Array.isArray(a) || !Array.isArray(b)) {
      if (same(a, b)) return [];
      const shift = b === undefined ? 'loosened' : 'tightened';
      const message = b === undefined ? 'may have any value now' : `has only these values now: ${said(b)}`;
      return [this.#shifted('enum', shift, subject, old, next, message)];
    }
    const { gone, come } = parted(a.map(said), b.map(said));
    const follows = this.#echoed(subject);
    return [
      ...gone.map((value) =>
        follows?.gone.includes(value)
          ? this.#followed('value-removed', 'patch', value, subject, old, next)
          : this.#shifted(
              'enum',
              'tightened',
              subject,
              old,
              next,
              `has no value ${value} any more`,
              'value-removed',
            ),
      ),
      ...come.map((value) =>
        follows?.come.includes(value)
          ? this.#followed('value-added', 'feature', value, subject, old, next)
          : this.#shifted('enum', 'loosened', subject, old, next, `can be ${value}, too`, 'value-added'),
      ),
    ];
  }

  /** Nobody meets, or misses, a value that only an answer to a request with that value has. */
  #followed(kind: ChangeKind, impact: Impact, value: string, subject: string, old: Side, next: Side): Change {
    const message = `${kind === 'value-added' ? 'can be' : 'is no longer'} ${value}, as the parameter that it echoes`;
    return this.#change(kind, impact, [], subject, message, [`${old.pointer}/enum`, `${next.pointer}/enum`]);
  }

  readonly #echoes = new Map<string, string>();

  /** What changed in the values of the parameter that a field says the same as. */
  #echoed(subject: string): { gone: string[]; come: string[] } | undefined {
    const parameter = this.#spot.parameters?.get(this.#echoes.get(subject) ?? '');
    if (!parameter) return undefined;
    const values = (side: Side) => listOf(objectOf(child(side, 'schema')).enum).map(said);
    return parted(values(parameter.old), values(parameter.new));
  }

  /** What stands beside the constraints: defaults, roles, values that mean the same, deprecation. */
  #annotations(old: Side, next: Side, subject: string): Change[] {
    const [a, b] = [objectOf(old), objectOf(next)];
    const at = (keyword: string) => [`${old.pointer}/${keyword}`, `${next.pointer}/${keyword}`] as const;
    const request = this.#spot.flow === 'request';
    const changes: Change[] = [];
    if (request && !same(a.default, b.default)) {
      const message = moved('default', a.default, b.default);
      changes.push(
        a.default === undefined
          ? this.#change('default-changed', 'feature', [], subject, message, at('default'))
          : this.#change('default-changed', 'breaking', ['callers'], subject, message, at('default')),
      );
    }
    const groups = ({ 'x-same': lists }: typeof a) =>
      listOf(lists).map((group) => said(listOf(group).map(String).sort()));
    const { gone, come } = parted(groups(a), groups(b));
    if (request && gone.length + come.length > 0) {
      const message = `has other values that mean the same: ${said(b['x-same'])}, and had ${said(a['x-same'])}`;
      changes.push(
        gone.length === 0
          ? this.#change('same-changed', 'feature', [], subject, message, at('x-same'))
          : this.#change('same-changed', 'breaking', ['callers', 'servers'], subject, message, at('x-same')),
      );
    }
    return [
      ...changes,
      ...roleChanges(old, next, subject, this.#spot.operations),
      ...deprecation(old, next, subject, this.#spot.operations),
    ];
  }

  #fields(old: Side, next: Side, subject: string, within: readonly string[]): Change[] {
    for (const { field, echoes } of relationsOf(objectOf(old))) {
      if (echoes !== undefined) this.#echoes.set(`${subject}.${field}`, echoes);
    }
    const names = (side: Side) => Object.keys(objectOf(child(side, 'properties')));
    // Of the whole, not of what is below it: a field of a field may have the same name.
    const except = within.length === 1 ? this.#spot.except : undefined;
    const { gone, come, both } = parted(names(old), names(next));
    const at = (side: Side, name: string) => `${side.pointer}/properties/${pointerPart(name)}`;
    const required = (side: Side, name: string) => listOf(objectOf(side).required).includes(name);
    return [
      ...gone.map((name) =>
        plainSchema(child(old, 'properties', name).node) === false
          ? this.#shifted('schema', 'loosened', `${subject}.${name}`, old, next, 'may be there now')
          : this.#change(
              'field-removed',
              'breaking',
              ['callers'],
              `${subject}.${name}`,
              'is no longer there',
              [at(old, name), undefined],
            ),
      ),
      ...come.map((name) =>
        plainSchema(child(next, 'properties', name).node) === false
          ? this.#shifted('schema', 'tightened', `${subject}.${name}`, old, next, 'must not be there now')
          : this.#change('field-added', 'feature', [], `${subject}.${name}`, 'is new', [
              undefined,
              at(next, name),
            ]),
      ),
      ...both.flatMap((name) => {
        const [was, is] = [required(old, name), required(next, name)];
        const shift = is ? 'tightened' : 'loosened';
        const message = is ? 'is always there now' : 'may be missing now';
        const kind = is ? 'field-required' : 'field-optional';
        const field = `${subject}.${name}`;
        return [
          ...(was === is ? [] : [this.#shifted('required', shift, field, old, next, message, kind)]),
          ...(except?.includes(name)
            ? []
            : this.compare(child(old, 'properties', name), child(next, 'properties', name), field, within)),
        ];
      }),
    ];
  }

  #items(old: Side, next: Side, subject: string, within: readonly string[]): Change[] {
    const [a, b] = [child(old, 'items'), child(next, 'items')];
    // Without `items`, an item may be anything.
    const any = (side: Side): Side => (side.node === undefined ? { ...side, node: {} } : side);
    if (a.node === undefined && b.node === undefined) return [];
    return this.compare(any(a), any(b), `${subject}[]`, within);
  }
}
