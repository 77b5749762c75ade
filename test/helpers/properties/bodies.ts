/** Arbitrary bodies: valid envelopes, almost valid ones, other JSON, bytes. */
import fc from 'fast-check';
import { contract } from '../project.ts';

type Json = unknown;
type JsonObject = Record<string, unknown>;

/** A value for a numeric field: near the bounds, or invalid. */
const numbers: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: -1, max: 70 }),
  fc.constantFrom(1e308, 2 ** 53, 0.5, 59.999, -0, '60', null, true),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** A valid envelope: an example of the spec, sometimes with changed numbers in the error. */
const envelope: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom(
    ...contract.operations.flatMap(({ success: { content } }) => (content ? [content.example] : [])),
  ),
  fc.record({ success: fc.constant(true), data: fc.dictionary(fc.string(), fc.jsonValue()) }),
  fc
    .tuple(
      fc.constantFrom(...contract.errors),
      fc.record(
        { message: fc.oneof(fc.string(), fc.jsonValue()), ...perField(() => numbers) },
        { requiredKeys: [] },
      ),
    )
    .map(([{ example }, changes]) => ({
      ...example,
      error: { ...(example.error as JsonObject), ...changes },
    })),
  fc.record({
    success: fc.constant(false),
    error: fc.record({ code: fc.oneof(fc.string(), nearCode()), message: fc.string() }),
  }),
);

/** Returns the names of the fields of all codes. */
function fieldNames(): string[] {
  return [...new Set(contract.errors.flatMap(({ fields }) => fields.map(({ name }) => name)))];
}

function perField<Value>(make: () => Value): Record<string, Value> {
  return Object.fromEntries(fieldNames().map((name) => [name, make()]));
}

/** Strings that are almost a code, and property names that every object has. */
function nearCode(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...contract.errors.map(({ code }) => code)),
      fc.constantFrom<(code: string) => string>(
        (code) => code.toLowerCase(),
        (code) => `${code} `,
        (code) => code.slice(1),
        () => 'constructor',
        () => '__proto__',
        () => 'hasOwnProperty',
      ),
    )
    .map(([code, change]) => change(code));
}

/** A change of a JSON value: a part is removed, replaced, renamed, wrapped or converted to text. */
const mutation: fc.Arbitrary<(value: Json) => Json> = fc
  .record({
    key: fc.constantFrom('success', 'data', 'error', 'code', 'message', ...fieldNames()),
    at: fc.constantFrom('', 'error', 'data'),
    how: fc.constantFrom('drop', 'set', 'rename', 'wrap', 'text'),
    value: fc.oneof(fc.jsonValue(), numbers, fc.constantFrom<Json>({}, [], null, true, false, 'true', 1)),
  })
  .map(({ key, at, how, value }) => (whole) => {
    if (how === 'wrap') return [whole];
    if (how === 'text') return JSON.stringify(whole);
    const copy = structuredClone(whole) as JsonObject;
    const place = (at === '' ? copy : copy?.[at]) as JsonObject | undefined;
    if (typeof place !== 'object' || place === null) return copy;
    if (how === 'rename') place[`${key}_`] = place[key];
    if (how === 'set') place[key] = value;
    else delete place[key];
    return copy;
  });

const bytes = (text: string) => new TextEncoder().encode(text);

/** A change of the bytes: truncation, inserted bytes, or a prefix. */
const damage: fc.Arbitrary<(body: Uint8Array) => Uint8Array> = fc.oneof(
  fc.constant((body: Uint8Array) => body),
  fc.nat().map((at) => (body: Uint8Array) => body.subarray(0, at % (body.length + 1))),
  fc
    .tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }))
    .map(([at, added]) => (body: Uint8Array) => {
      const place = at % (body.length + 1);
      return Uint8Array.from([...body.subarray(0, place), ...added, ...body.subarray(place)]);
    }),
  fc
    .constantFrom('\ufeff', '\ufeff\ufeff', ' \r\n\t', '\0', ")]}',\n")
    .map((before) => (body: Uint8Array) => Uint8Array.from([...bytes(before), ...body])),
);

/** A body of any kind. */
export const body: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 5, arbitrary: envelope.map((value) => bytes(JSON.stringify(value))) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(envelope, fc.array(mutation, { minLength: 1, maxLength: 3 }), damage)
      .map(([value, changes, harm]) =>
        harm(bytes(JSON.stringify(changes.reduce<Json>((current, change) => change(current), value)) ?? '')),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(envelope, damage).map(([value, harm]) => harm(bytes(JSON.stringify(value)))),
  },
  { weight: 1, arbitrary: fc.json().map(bytes) },
  { weight: 1, arbitrary: fc.uint8Array() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map(bytes) },
);
