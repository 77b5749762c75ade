/** Random edits: an edit that changes which messages are valid is never a patch, and other edits never hide it. */
import Ajv from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../../src/diff/compare.ts';
import { isRuleId } from '../../../src/diff/rules.ts';
import type { Change } from '../../../src/diff/types.ts';
import { type Bundle, changed } from '../../helpers/diff/bundle.ts';
import { verdictOf } from '../../helpers/diff/judge.ts';
import { edits, schemas, values } from '../../helpers/diff/random-schemas.ts';
import { runs } from '../../helpers/properties/runs.ts';

const ajv = new Ajv.default({ strict: false, validateFormats: false, logger: false });

/** Returns a small document with a schema in a request or a response. */
function document(place: string, schema: Bundle): Bundle {
  const media = { content: { 'application/json': { schema } } };
  const operation =
    place === 'request'
      ? { requestBody: media, responses: {} }
      : { responses: { 200: { description: 'A.', ...media } } };
  return { openapi: '3.1.1', info: { title: 'A', version: '1.0.0' }, paths: { '/a': { get: operation } } };
}

type Validate = ((value: unknown) => unknown) | undefined;

/** Returns whether a value is valid for one validator only. Some validators of ajv throw; then the answer is unknown. */
function isDifferent(before: Validate, after: Validate, value: unknown): boolean {
  try {
    return before?.(value) !== after?.(value);
  } catch {
    return false;
  }
}

/** A schema and an edited copy. */
const pairs = schemas.chain((old) => fc.tuple(fc.constant(old), fc.oneof(edits(old), edits(old), schemas)));

/** The rule of the reverse change, by the words of its id. */
const REVERSE: readonly (readonly [string, string])[] = [
  ['narrowed', 'widened'],
  ['added', 'removed'],
  ['forbidden', 'permitted'],
  ['restricted', 'unrestricted'],
  ['optional', 'required'],
  ['no-longer-returned', 'newly-returned'],
];

function reversed(kind: string): string {
  for (const [one, other] of REVERSE) {
    if (kind.endsWith(`-${one}`)) return kind.replace(one, other);
    if (kind.endsWith(`-${other}`)) return kind.replace(other, one);
  }
  return kind;
}

const inShort = (changes: readonly Change[]) =>
  changes
    .map(
      ({ kind, old, new: next }) => `${kind.replace('required-field', 'field')} ${old ?? ''} ${next ?? ''}`,
    )
    .sort();

const inReverse = (changes: readonly Change[]) =>
  changes
    .map(({ kind, old, new: next }) => {
      const id = reversed(kind.replace('required-field', 'field'));
      expect(isRuleId(id), id).toBe(true);
      return `${id} ${next ?? ''} ${old ?? ''}`;
    })
    .sort();

describe.each(['request', 'response'])('in a %s', (place) => {
  test('an edit that changes which values are valid is never a patch', () => {
    fc.assert(
      fc.property(pairs, fc.array(values, { minLength: 20, maxLength: 40 }), ([old, next], samples) => {
        const [before, after] = [ajv.compile(old), ajv.compile(next)];
        const example = samples.find((value) => isDifferent(before, after, value));
        if (example === undefined) return;
        const { changes } = compareDocuments(document(place, old), document(place, next));
        expect(verdictOf(changes), `${JSON.stringify(example)} is valid in one of them`).toMatch(
          /breaking|feature/,
        );
      }),
      runs(150),
    );
  });

  test('a changed text hides nothing, and the reverse edit has the reverse changes', () => {
    fc.assert(
      fc.property(pairs, ([old, next]) => {
        const [from, to] = [document(place, old), document(place, next)];
        const { changes } = compareDocuments(from, to);
        const worded = structuredClone(to);
        worded.info.description = 'Other words.';
        const beside = compareDocuments(from, worded).changes;
        expect(inShort(beside.filter(({ kind }) => kind !== 'text-changed'))).toEqual(
          inShort(changes.filter(({ kind }) => kind !== 'text-changed')),
        );
        expect(inShort(compareDocuments(to, from).changes)).toEqual(inReverse(changes));
      }),
      runs(150),
    );
  });
});

describe('in the bundle', () => {
  /** The responses of the bundle with their examples. */
  const bundle = changed(() => {});
  const names = Object.keys(bundle.components.responses);
  const schemaOf = (document: Bundle, name: string) =>
    document.components.responses[name].content['application/json'].schema;

  /** Edits of the envelope of a response, or of a schema that it refers to. */
  const editedBundles = fc.constantFrom(...names, ...Object.keys(bundle.components.schemas)).chain((name) => {
    const isResponse = names.includes(name);
    const schema = isResponse ? schemaOf(bundle, name) : bundle.components.schemas[name];
    return edits(schema).map((edited) =>
      changed((b) => {
        if (isResponse) b.components.responses[name].content['application/json'].schema = edited;
        else b.components.schemas[name] = edited;
      }),
    );
  });

  /** Returns copies of a value, each with one part replaced or removed. */
  function variantsOf(value: Bundle, replacements: readonly Bundle[]): Bundle[] {
    if (typeof value !== 'object' || value === null) return [...replacements];
    return Object.keys(value).flatMap((key) => {
      const { [key]: inner, ...rest } = value;
      const others = variantsOf(inner, replacements).map((variant) =>
        Array.isArray(value)
          ? value.map((item, index) => (String(index) === key ? variant : item))
          : { ...value, [key]: variant },
      );
      return Array.isArray(value) ? others : [rest, ...others];
    });
  }

  test('an edit that changes which responses are valid is never a patch', () => {
    fc.assert(
      fc.property(editedBundles, (edited) => {
        let verdict: string;
        try {
          verdict = verdictOf(compareDocuments(bundle, edited).changes);
        } catch (error) {
          // The edit removed a part that the comparison needs. The error says so.
          expect((error as Error).name).toBe('ContractError');
          return;
        }
        const validators = [bundle, edited].map((document) =>
          new Ajv.default({ strict: false, validateFormats: false, logger: false }).addSchema(
            document,
            'bundle',
            false,
            false,
          ),
        );
        for (const name of names) {
          const pointer = `bundle#/components/responses/${name}/content/application~1json/schema`;
          const [before, after] = validators.map((one) => one.getSchema(pointer));
          const { examples } = bundle.components.responses[name].content['application/json'];
          const bodies = Object.values<Bundle>(examples).flatMap(({ value }) => [
            value,
            ...variantsOf(value, [null, 0, 'a', []]),
          ]);
          const example = bodies.find((body) => isDifferent(before, after, body));
          if (example !== undefined) expect(verdict, JSON.stringify(example)).toMatch(/breaking|feature/);
        }
      }),
      runs(25),
    );
  });
});
