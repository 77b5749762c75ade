/** Faulty servers that respond correctly most of the time, but fail every nth request. */
import type { Mutation, Outgoing } from '../mutant.ts';
import { type Faulty, text } from '../mutations.ts';

type Wrong = [change: (outgoing: Outgoing) => void, check: Faulty['check']];

const WRONG: Record<string, Wrong> = {
  'a wrong status': [
    (outgoing) => {
      outgoing.status = 418;
    },
    'status',
  ],
  'an HTML page': [(outgoing) => text(outgoing, 'text/html', '<h1>Oops</h1>'), 'media-type'],
  'no response': [
    (outgoing) => {
      outgoing.send = ({ socket }) => socket?.destroy();
    },
    'answer',
  ],
  'a redirect': [
    (outgoing) => {
      outgoing.status = 302;
      outgoing.headers.Location = '/';
    },
    'redirect',
  ],
};

const ORDINALS: Readonly<Record<number, string>> = {
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  7: 'seventh',
  10: 'tenth',
  20: 'twentieth',
};

/** The codes whose responses change; `undefined` means a success. */
const CHANGED_CODES = [
  undefined,
  'MISSING_API_TOKEN',
  'INSUFFICIENT_BALANCE',
  'INVALID_PLATFORM',
  'NOT_FOUND',
  'RATE_LIMIT_EXCEEDED',
];

/** Changes the response to every nth identical request. */
function every(nth: number, code: string | undefined, change: (outgoing: Outgoing) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.code === code && outgoing.times % nth === 0) change(outgoing);
    },
  };
}

/** Changes every nth response with this code, for any request; `undefined` means a success. */
function everyOfAll(
  nth: number,
  code: string | undefined,
  change: (outgoing: Outgoing) => void,
): () => Mutation {
  return () => {
    let count = 0;
    return {
      response: (outgoing) => {
        if (outgoing.code === code && ++count % nth === 0) change(outgoing);
      },
    };
  };
}

export const steadiness: readonly Faulty[] = [
  ...CHANGED_CODES.flatMap((code, index) =>
    [2, 3, 4, 5].map((nth): Faulty => {
      const [name, [change, check]] = Object.entries(WRONG)[(index + nth) % 4] as [string, Wrong];
      return {
        name: `${name} instead of every ${ORDINALS[nth]} ${code ?? 'success'} if the request is repeated`,
        mutation: every(nth, code, change),
        case: code ?? 'success',
        check,
        only: [code === undefined ? '*/success' : `*/${code}`],
      };
    }),
  ),
  ...[3, 5, 20].map(
    (nth): Faulty => ({
      name: `a connection reset instead of every ${ORDINALS[nth]} success`,
      mutation: everyOfAll(nth, undefined, (outgoing) => {
        outgoing.send = ({ socket }) => socket?.resetAndDestroy();
      }),
      case: '*',
      check: 'answer',
    }),
  ),
  ...[7, 10].map(
    (nth): Faulty => ({
      name: `INTERNAL_ERROR instead of every ${ORDINALS[nth]} success`,
      mutation: () => {
        let count = 0;
        return {
          decide: (correct) =>
            correct.kind === 'success' && ++count % nth === 0
              ? { kind: 'error', code: 'INTERNAL_ERROR' }
              : correct,
        };
      },
      case: '*',
      check: 'success',
    }),
  ),
  {
    name: 'only the first INVALID_API_TOKEN has the correct status if the request is repeated',
    mutation: {
      response: (outgoing) => {
        if (outgoing.code === 'INVALID_API_TOKEN' && outgoing.times > 1) outgoing.status = 403;
      },
    },
    case: 'INVALID_API_TOKEN',
    check: 'status',
    only: ['codes'],
  },
  {
    name: 'a cached success is returned to a request with an unknown token',
    mutation: () => {
      const cache = new Map<string, Outgoing['json']>();
      return {
        response: (outgoing) => {
          const { url = '' } = outgoing.request;
          if (outgoing.code === undefined) cache.set(url, outgoing.json);
          const cached = outgoing.code === 'INVALID_API_TOKEN' ? cache.get(url) : undefined;
          if (!cached) return;
          outgoing.status = 200;
          outgoing.json = cached;
        },
      };
    },
    case: '*',
    check: 'success',
  },
];
