/** Answers that are right most times: every second to every fifth of the same requests is wrong. */
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
  HTML: [(outgoing) => text(outgoing, 'text/html', '<h1>Oops</h1>'), 'media-type'],
  'no answer': [
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

const TARGETS = [
  undefined,
  'MISSING_API_TOKEN',
  'INSUFFICIENT_BALANCE',
  'INVALID_PLATFORM',
  'NOT_FOUND',
  'RATE_LIMIT_EXCEEDED',
];

/** Every so manieth of the same requests. */
function every(nth: number, code: string | undefined, change: (outgoing: Outgoing) => void): Mutation {
  return {
    response: (outgoing) => {
      if (outgoing.code === code && outgoing.times % nth === 0) change(outgoing);
    },
  };
}

/** Every so manieth answer of one kind, whatever is asked. */
function everyOfAll(
  nth: number,
  code: string | undefined,
  change: (outgoing: Outgoing) => void,
): () => Mutation {
  return () => {
    let seen = 0;
    return {
      response: (outgoing) => {
        if (outgoing.code === code && ++seen % nth === 0) change(outgoing);
      },
    };
  };
}

export const steadiness: readonly Faulty[] = [
  ...TARGETS.flatMap((code, index) =>
    [2, 3, 4, 5].map((nth): Faulty => {
      const [name, [change, check]] = Object.entries(WRONG)[(index + nth) % 4] as [string, Wrong];
      return {
        name: `steadiness: ${name} at every ${nth}. ${code ?? 'success'} of the same request`,
        mutation: every(nth, code, change),
        case: code ?? 'success',
        check,
        only: [code === undefined ? '*/success' : `*/${code}`],
      };
    }),
  ),
  ...[3, 5, 20].map(
    (nth): Faulty => ({
      name: `steadiness: every ${nth}. success is reset`,
      mutation: everyOfAll(nth, undefined, (outgoing) => {
        outgoing.send = ({ socket }) => socket?.resetAndDestroy();
      }),
      case: '*',
      check: 'answer',
    }),
  ),
  ...[7, 10].map(
    (nth): Faulty => ({
      name: `steadiness: every ${nth}. success is an error`,
      mutation: () => {
        let seen = 0;
        return {
          decide: (right) =>
            right.kind === 'success' && ++seen % nth === 0
              ? { kind: 'error', code: 'INTERNAL_ERROR' }
              : right,
        };
      },
      case: '*',
      check: 'success',
    }),
  ),
  {
    name: 'steadiness: the first of each request is right, all others are wrong',
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
    name: 'steadiness: answers are kept, and one is given to another token',
    mutation: () => {
      const kept = new Map<string, Outgoing['json']>();
      return {
        response: (outgoing) => {
          const { url = '' } = outgoing.request;
          if (outgoing.code === undefined) kept.set(url, outgoing.json);
          const old = outgoing.code === 'INVALID_API_TOKEN' ? kept.get(url) : undefined;
          if (!old) return;
          outgoing.status = 200;
          outgoing.json = old;
        },
      };
    },
    case: '*',
    check: 'success',
  },
];
