/** Correct servers of the larger API that differ in unspecified behaviour. */
import type { GrownMutation, GrownRequest, GrownResponse } from './server.ts';

const isUnusual = ({ message }: GrownRequest) =>
  message.method !== 'GET' &&
  !/^application\/json(; ?charset="?utf-8"?)?$/i.test(message.headers['content-type'] ?? '');

const page = (response: GrownResponse, status: number) => {
  response.status = status;
  response.headers['Content-Type'] = 'text/html';
  response.text = `<html><body><h1>${status}</h1></body></html>`;
};

/** Changes the responses to some requests. */
const on = (
  condition: (request: GrownRequest, response: GrownResponse) => boolean,
  change: (response: GrownResponse) => void,
): GrownMutation => ({
  response: (response) => {
    if (condition(response.request, response)) change(response);
  },
});

const isLarge = ({ text }: GrownRequest) => text.length > 1_000_000;

/** The numbers of the examples. Other resources do not exist. */
const EXISTING = [12, 7, 481516];

export const CORRECT: Readonly<Record<string, GrownMutation>> = {
  'it reads everything that it can': {
    parse: (text) => JSON.parse(text.replace(/^\ufeff/, '')),
  },
  'a proxy refuses large bodies with a page': on(isLarge, (response) => page(response, 413)),
  'it closes the connection instead of reading a large body': {
    refuses: (_, chunks) => chunks.reduce((sum, { length }) => sum + length, 0) > 200_000,
  },
  'it refuses other media types with a page': on(
    (request) => request.text !== '' && isUnusual(request),
    (response) => page(response, 415),
  ),
  'it refuses duplicate keys, deep nesting and byte order marks': {
    parse: (text) => {
      if (text.includes('[[[[') || text.startsWith('{"kind":null,"kind"')) throw new SyntaxError('refused');
      return JSON.parse(text);
    },
  },
  'other resources do not exist': {
    decide: (decision) => {
      if (decision.kind === 'error') return decision;
      const ids = Object.entries(decision.values).filter(([name]) => /^(post|search|report)_id$/.test(name));
      const isKnown = ids.every(([, id]) => EXISTING.includes(Number(id)));
      return isKnown ? decision : { kind: 'error', code: 'RESOURCE_NOT_FOUND' };
    },
  },
  'an account is full if the name is not that of the example': {
    decide: (decision) => {
      const { name } = (decision.kind === 'success' ? (decision.body ?? {}) : {}) as { name?: string };
      return name === undefined || name === 'Ridge'
        ? decision
        : { kind: 'error', code: 'SEARCH_LIMIT_REACHED' };
    },
  },
  'a report is not finished': {
    decide: (decision) =>
      decision.kind === 'success' && decision.operation === 'getReport'
        ? { ...decision, status: 202 }
        : decision,
  },
  'reports are finished at every second request': (() => {
    let count = 0;
    return {
      decide: (decision) =>
        decision.kind === 'success' && decision.operation === 'getReport'
          ? { ...decision, status: count++ % 2 === 0 ? 202 : 200 }
          : decision,
    };
  })(),
  'it checks a token that an operation does not need': {
    decide: (decision, { message }) =>
      decision.kind === 'success' &&
      decision.operation === 'getStatus' &&
      message.headers.authorization !== undefined
        ? { kind: 'error', code: 'INVALID_API_TOKEN' }
        : decision,
  },
  'a Location is absolute': {
    response: ({ headers }) => {
      if (headers.Location) headers.Location = `http://localhost${headers.Location}`;
    },
  },
  'successes have other fields and headers': {
    response: ({ json, headers }) => {
      headers['X-Region'] = 'eu';
      if (json?.data) Object.assign(json.data, { page_size: 1 });
    },
  },
  'an accepted request has the header Content-Length: 0': on(
    ({ message }, { status, json }) => status === 202 && json === undefined && message.method === 'POST',
    ({ headers }) => {
      headers['Content-Length'] = '0';
    },
  ),
};
