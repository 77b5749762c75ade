/** Faulty servers whose body is JSON but not a valid envelope. */
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import type { Outgoing } from '../mutant.ts';
import { casesOfCode, type Faulty, on, onErrors, onSuccess } from '../mutations.ts';

type Shape = (json: JsonObject, outgoing: Outgoing) => Json;

const SUCCESS_VALUES: Record<string, Json | undefined> = {
  missing: undefined,
  null: null,
  1: 1,
  0: 0,
  '"true"': 'true',
  '"false"': 'false',
  'an object': {},
};

const errorShapes: Record<string, Shape> = {
  'error: null': (json) => ({ ...json, error: null }),
  'error: []': (json) => ({ ...json, error: [] }),
  'error is a string': (json) => ({ ...json, error: 'no' }),
  'error is an array': (json) => ({ ...json, error: [json.error ?? null] }),
  'error is missing': ({ success }) => ({ success: success ?? false }),
  'errors instead of error': ({ success, error }) => ({ success: success ?? false, errors: [error ?? null] }),
  'the fields of error at the top level': ({ error }) => ({ success: false, ...(error as JsonObject) }),
  'data: null next to error': (json) => ({ ...json, data: null }),
  'data: {} next to error': (json) => ({ ...json, data: {} }),
  'data: [] next to error': (json) => ({ ...json, data: [] }),
  'data instead of error': ({ error }) => ({ success: false, data: error ?? null }),
  'the envelope in an array': (json) => [json],
  'the envelope inside another object': (json) => ({ result: json }),
  'the envelope as a JSON string': (json) => JSON.stringify(json),
  'null instead of the envelope': () => null,
  'an empty object': () => ({}),
  'a number instead of the envelope': () => 404,
  'problem details (RFC 9457)': () => ({ type: 'about:blank', title: 'Not Found', status: 404 }),
  'an object with only detail': () => ({ detail: 'Not Found' }),
};

const successShapes: Record<string, Shape> = {
  'data: null': (json) => ({ ...json, data: null }),
  'data is an array': ({ success, data }) => ({
    success: success ?? true,
    data: (data as JsonObject).posts ?? [],
  }),
  'data is missing': () => ({ success: true }),
  'the fields of data at the top level': ({ data }) => ({ success: true, ...(data as JsonObject) }),
  'data without an envelope': ({ data }) => data ?? null,
  'error: null next to data': (json) => ({ ...json, error: null }),
  'error: {} next to data': (json) => ({ ...json, error: {} }),
  'the envelope in an array': (json) => [json],
  'only the array of posts': ({ data }) => (data as JsonObject).posts ?? null,
};

function reshape(outgoing: Outgoing, shape: Shape): void {
  outgoing.body = JSON.stringify(shape(outgoing.json, outgoing));
}

export const envelopes: readonly Faulty[] = [
  ...Object.entries(SUCCESS_VALUES).flatMap(([name, value]): Faulty[] => [
    {
      name: `success is ${name} in errors`,
      mutation: on('NOT_FOUND', ({ json }) => {
        json.success = value as Json;
      }),
      case: 'NOT_FOUND',
      check: 'envelope',
      only: casesOfCode('NOT_FOUND'),
    },
    {
      name: `success is ${name} in successes`,
      mutation: onSuccess(({ json }) => {
        json.success = value as Json;
      }),
      case: 'success',
      check: 'envelope',
      only: ['successes'],
    },
  ]),
  {
    name: 'success is true in an error',
    mutation: on('NOT_FOUND', ({ json }) => {
      json.success = true;
    }),
    case: 'NOT_FOUND',
    check: 'envelope',
    only: casesOfCode('NOT_FOUND'),
  },
  {
    name: 'success is false in a success',
    mutation: onSuccess(({ json }) => {
      json.success = false;
    }),
    case: 'success',
    check: 'envelope',
    only: ['successes'],
  },
  ...Object.entries(errorShapes).flatMap(([name, shape]): Faulty[] => [
    {
      name: `${name}, in the responses of one error code`,
      mutation: on('INSUFFICIENT_BALANCE', (outgoing) => reshape(outgoing, shape)),
      case: 'INSUFFICIENT_BALANCE',
      check: 'envelope',
      only: casesOfCode('INSUFFICIENT_BALANCE'),
    },
    {
      name: `${name}, in every error`,
      mutation: onErrors((outgoing) => reshape(outgoing, shape)),
      case: 'INVALID_PLATFORM',
      check: 'envelope',
      only: ['codes', 'routing'],
    },
  ]),
  ...Object.entries(successShapes).map(
    ([name, shape]): Faulty => ({
      name: `${name}, in a success`,
      mutation: onSuccess((outgoing) => reshape(outgoing, shape)),
      case: 'success',
      check: 'envelope',
      only: ['successes'],
    }),
  ),
];
