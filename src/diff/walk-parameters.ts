/** Comparing the parameters of an operation. */
import type { Json, JsonObject } from '../contract/document.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { listOf } from '../contract/nodes.ts';
import { deprecation, moved, roleChanges } from './annotations.ts';
import { present, rated } from './direction.ts';
import type { Change } from './types.ts';
import { child, objectOf, parted, resolved, type Side, same } from './values.ts';
import { schemaChanges } from './walk-schema.ts';

/** What changed in the parameters of an operation. */
export function parameterChanges(old: Contract, next: Contract, was: Operation, is: Operation): Change[] {
  const [before, after] = [parametersOf(old, was), parametersOf(next, is)];
  const { gone, come, both } = parted(before.keys(), after.keys());
  const operations = [was.id];
  return [
    ...gone.map(
      (subject): Change => ({
        kind: 'parameter-removed',
        impact: 'breaking',
        breaks: ['callers'],
        subject,
        message: 'is no longer there',
        operations,
        old: before.get(subject)?.pointer ?? was.pointer,
      }),
    ),
    ...come.map((subject): Change => {
      const side = after.get(subject) as Side;
      const required = objectOf(side).required === true;
      return {
        kind: 'parameter-added',
        impact: required ? 'breaking' : 'feature',
        breaks: required ? ['callers'] : [],
        subject,
        message: required ? 'is new, and required' : 'is new',
        operations,
        new: side.pointer,
      };
    }),
    ...both.flatMap((subject) =>
      changesOfParameter(before.get(subject) as Side, after.get(subject) as Side, subject, operations),
    ),
  ];
}

function changesOfParameter(old: Side, next: Side, subject: string, operations: readonly string[]): Change[] {
  const [a, b] = [objectOf(old), objectOf(next)];
  const at = (key: string) => ({ old: `${old.pointer}/${key}`, new: `${next.pointer}/${key}` });
  const changes: Change[] = [];
  const [was, is] = [a.required === true, b.required === true];
  if (was !== is) {
    const [kind, message] = is
      ? (['parameter-required', 'is required now'] as const)
      : (['parameter-optional', 'may be left out now'] as const);
    changes.push({
      kind,
      ...rated(is ? 'tightened' : 'loosened', 'request'),
      subject,
      message,
      operations,
      ...at('required'),
    });
  }
  // The code that a bad value is answered with: with none, there is no bad value.
  if (!same(a['x-invalid'], b['x-invalid'])) {
    const narrower = b['x-invalid'] !== undefined;
    changes.push({
      kind: 'invalid-code-changed',
      impact: narrower ? 'breaking' : 'feature',
      breaks: narrower ? ['callers', 'servers'] : [],
      subject,
      message: narrower
        ? `is refused with ${b['x-invalid']}${a['x-invalid'] === undefined ? ' now' : `, and was with ${a['x-invalid']}`}`
        : 'is never refused now',
      operations,
      ...at('x-invalid'),
    });
  }
  for (const key of ['x-wire-pattern', 'style', 'explode', 'allowReserved', 'allowEmptyValue']) {
    if (same(formOf(a, key), formOf(b, key))) continue;
    const shift = key === 'x-wire-pattern' ? present(a[key], b[key]) : 'changed';
    changes.push({
      kind: `bound-${shift}`,
      ...rated(shift, 'request'),
      subject,
      message: moved(key, a[key], b[key]),
      operations,
      ...at(key),
    });
  }
  return [
    ...changes,
    ...roleChanges(old, next, subject, operations),
    ...deprecation(old, next, subject, operations),
    ...schemaChanges(child(old, 'schema'), child(next, 'schema'), { subject, flow: 'request', operations }),
  ];
}

/** What a parameter says under a key, or what it says by leaving it out (OpenAPI 3.1.1, 4.8.12.2). */
function formOf(parameter: JsonObject, key: string): Json | undefined {
  if (parameter[key] !== undefined || key === 'x-wire-pattern') return parameter[key];
  const style = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  if (key === 'style') return style;
  return key === 'explode' && (parameter.style ?? style) === 'form';
}

/** The parameters of an operation, by what a sentence calls them. */
function parametersOf(contract: Contract, operation: Operation): Map<string, Side> {
  const { document } = contract;
  const at = operation.pointer;
  const own = sideOf(contract, operation);
  const item = child({ document, node: document, pointer: '#' }, 'paths', operation.path);
  const lists = [...listOf(objectOf(item).parameters), ...listOf(objectOf(own).parameters)];
  return new Map(
    lists.map((node, index) => {
      const side = resolved({ document, node, pointer: `${at}/parameters/${index}` });
      const { name, in: where } = objectOf(side);
      return [`${where} parameter ${name}`, side];
    }),
  );
}

/** The parameters that both have, by name: what answers echo. */
export function parametersByName(old: Contract, next: Contract, was: Operation, is: Operation) {
  const [before, after] = [parametersOf(old, was), parametersOf(next, is)];
  return new Map(
    parted(before.keys(), after.keys()).both.map((key) => {
      const sides = { old: before.get(key) as Side, new: after.get(key) as Side };
      return [String(objectOf(sides.new).name), sides];
    }),
  );
}

/** The node of an operation. */
export function sideOf({ document }: Contract, { path, method }: Operation): Side {
  return child({ document, node: document, pointer: '#' }, 'paths', path, method.toLowerCase());
}
