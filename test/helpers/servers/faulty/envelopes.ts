/** Shapes of the envelope that are none. */
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

const ofErrors: Record<string, Shape> = {
  'error: null': (json) => ({ ...json, error: null }),
  'error: []': (json) => ({ ...json, error: [] }),
  'error as a text': (json) => ({ ...json, error: 'no' }),
  'error as a list of one': (json) => ({ ...json, error: [json.error ?? null] }),
  'no error': ({ success }) => ({ success: success ?? false }),
  errors: ({ success, error }) => ({ success: success ?? false, errors: [error ?? null] }),
  'the error at the top': ({ error }) => ({ success: false, ...(error as JsonObject) }),
  'data: null beside error': (json) => ({ ...json, data: null }),
  'data: {} beside error': (json) => ({ ...json, data: {} }),
  'data: [] beside error': (json) => ({ ...json, data: [] }),
  'the error in data': ({ error }) => ({ success: false, data: error ?? null }),
  'an array around it': (json) => [json],
  'an envelope around it': (json) => ({ result: json }),
  'a text of it': (json) => JSON.stringify(json),
  null: () => null,
  'an empty object': () => ({}),
  'a number': () => 404,
  'problem details': () => ({ type: 'about:blank', title: 'Not Found', status: 404 }),
  'detail alone': () => ({ detail: 'Not Found' }),
};

const ofSuccesses: Record<string, Shape> = {
  'data: null': (json) => ({ ...json, data: null }),
  'data as a list': ({ success, data }) => ({
    success: success ?? true,
    data: (data as JsonObject).posts ?? [],
  }),
  'no data': () => ({ success: true }),
  'the data at the top': ({ data }) => ({ success: true, ...(data as JsonObject) }),
  'data without an envelope': ({ data }) => data ?? null,
  'error: null beside data': (json) => ({ ...json, error: null }),
  'error: {} beside data': (json) => ({ ...json, error: {} }),
  'an array around it': (json) => [json],
  'posts alone': ({ data }) => (data as JsonObject).posts ?? null,
};

function reshape(outgoing: Outgoing, shape: Shape): void {
  outgoing.body = JSON.stringify(shape(outgoing.json, outgoing));
}

export const envelopes: readonly Faulty[] = [
  ...Object.entries(SUCCESS_VALUES).flatMap(([name, value]): Faulty[] => [
    {
      name: `success of errors is ${name}`,
      mutation: on('NOT_FOUND', ({ json }) => {
        json.success = value as Json;
      }),
      case: 'NOT_FOUND',
      check: 'envelope',
      only: casesOfCode('NOT_FOUND'),
    },
    {
      name: `success of successes is ${name}`,
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
  ...Object.entries(ofErrors).flatMap(([name, shape]): Faulty[] => [
    {
      name: `${name}, in one error`,
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
  ...Object.entries(ofSuccesses).map(
    ([name, shape]): Faulty => ({
      name: `${name}, in a success`,
      mutation: onSuccess((outgoing) => reshape(outgoing, shape)),
      case: 'success',
      check: 'envelope',
      only: ['successes'],
    }),
  ),
];
