/** Faulty servers that accept invalid parameters, reject valid ones, or return a wrong error. */
import type { Mutation } from '../mutant.ts';
import { strictLimit } from '../mutant.ts';
import { errorDecision, type Faulty, onPage, onSuccess, rewrites, swaps } from '../mutations.ts';

const ONLY = ['parameters', 'successes'];
const LIMIT_CASES = ['*/limit/*'];
const SUCCESS_CASES = ['*/success', '*/success/[LXlp]*'];
const PLATFORM_CASES = ['*/platform/*'];

/** Parses `limit` with this function, and rejects results outside of the range. */
function bounded(read: (raw: string) => number, low = 1, high = 100): Mutation {
  return {
    limit: (raw) => {
      if (raw === undefined) return 20;
      const value = read(raw);
      return Number.isInteger(value) && value >= low && value <= high ? value : undefined;
    },
  };
}

const matches = (pattern: RegExp, read: (raw: string) => number = Number) =>
  bounded((raw) => (pattern.test(raw) ? read(raw) : Number.NaN));

/** Lenient parsers: the mutation, and an invalid value (named as in the case id) that it accepts. */
const LENIENT: Record<string, [Mutation, string]> = {
  'is parsed with Number of JavaScript': [bounded(Number), 'exponent'],
  'is parsed with parseInt of JavaScript': [bounded((raw) => Number.parseInt(raw, 10)), 'trailing'],
  'is parsed with parseFloat of JavaScript and truncated': [
    bounded((raw) => Math.trunc(Number.parseFloat(raw))),
    'fraction',
  ],
  'is parsed with Number of JavaScript and rounded': [bounded((raw) => Math.round(Number(raw))), 'fraction'],
  'is parsed with int of Python': [
    matches(/^\s*[+-]?[\d_\u0660-\u0669\uff10-\uff19]+\s*$/, (raw) =>
      Number(
        raw
          .replace(/[_\s]/g, '')
          .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
          .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)),
      ),
    ),
    'arabic-indic',
  ],
  'is parsed with Atoi of Go': [matches(/^[+-]?\d+$/), 'plus'],
  'is parsed with ParseInt of Go in any base': [
    bounded((raw) => Number(raw.replace(/^0(?=\d)/, '0o').replaceAll('_', ''))),
    'hexadecimal',
  ],
  'is parsed with to_i of Ruby': [bounded((raw) => Number(/^\s*([+-]?\d+)/.exec(raw)?.[1] ?? 0)), 'list'],
  'is checked with is_numeric of PHP': [matches(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i), 'point-zero'],
  'is parsed with int.Parse of .NET': [matches(/^\s*[+-]?\d+\s*$/), 'space-before'],
  'can have leading zeros': [matches(/^\d+$/), 'leading-zero'],
  'is matched by a pattern without an end anchor': [matches(/^[1-9]\d*/, Number.parseInt), 'unit'],
  'is matched by a pattern without a start anchor': [
    matches(/[1-9]\d*$/, (raw) => Number(/[1-9]\d*$/.exec(raw)?.[0])),
    'plus',
  ],
  'is matched by a multiline pattern': [matches(/^[1-9]\d*$/m, (raw) => Number.parseInt(raw, 10)), 'newline'],
  'is trimmed': [bounded((raw) => strictLimit(raw.trim()) ?? Number.NaN), 'space-behind'],
  'can have a plus sign': [matches(/^\+?[1-9]\d*$/), 'plus'],
  'is converted to its absolute value': [matches(/^-?[1-9]\d*$/, (raw) => Math.abs(Number(raw))), 'negative'],
  'can have a trailing decimal point': [matches(/^[1-9]\d*(\.0*)?$/), 'point-last'],
  'can have an exponent': [matches(/^[1-9]\d*(e\d)?$/), 'exponent'],
  'can be hexadecimal': [matches(/^(0x[\da-f]+|[1-9]\d*)$/), 'hexadecimal'],
  'is read from the first element of a list': [
    bounded((raw) => strictLimit(raw.split(',')[0]) ?? Number.NaN),
    'list',
  ],
  'can have commas': [bounded((raw) => Number(raw.replaceAll(',', ''))), 'comma'],
  'can have quotation marks': [
    bounded((raw) => strictLimit(raw.replaceAll('"', '')) ?? Number.NaN),
    'quotes',
  ],
  'can have brackets': [
    bounded((raw) => strictLimit(raw.replace(/^\[(.*)]$/, '$1')) ?? Number.NaN),
    'brackets',
  ],
  'becomes the default if it is empty': [{ limit: (raw) => (raw === '' ? 20 : strictLimit(raw)) }, 'empty'],
  'becomes the default if it is blank': [
    { limit: (raw) => (raw?.trim() === '' ? 20 : strictLimit(raw)) },
    'blank',
  ],
  'becomes the default if it is "null"': [
    { limit: (raw) => (raw === 'null' ? 20 : strictLimit(raw)) },
    'null',
  ],
  'becomes the default if it is "undefined"': [
    { limit: (raw) => (raw === 'undefined' ? 20 : strictLimit(raw)) },
    'undefined',
  ],
  'becomes the maximum if it is "all"': [{ limit: (raw) => (raw === 'all' ? 100 : strictLimit(raw)) }, 'all'],
  'becomes the default if it is a word': [
    { limit: (raw) => (/^[a-z]+$/i.test(raw ?? '') ? 20 : strictLimit(raw)) },
    'word',
  ],
  'becomes the default if it is invalid': [{ limit: (raw) => strictLimit(raw) ?? 20 }, 'below-minimum'],
  'is raised to the minimum': [
    { limit: (raw) => (/^(0|-\d+)$/.test(raw ?? '') ? 1 : strictLimit(raw)) },
    'below-minimum',
  ],
  'is lowered to the maximum': [
    { limit: (raw) => (Number(raw) > 100 ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'becomes the maximum if it is 0': [
    { limit: (raw) => (raw === '0' ? 100 : strictLimit(raw)) },
    'below-minimum',
  ],
  'becomes the maximum if it is -1': [
    { limit: (raw) => (raw === '-1' ? 100 : strictLimit(raw)) },
    'negative',
  ],
  'becomes the default if it is 0, as in `limit || 20`': [
    { limit: (raw) => (raw === '0' ? 20 : strictLimit(raw)) },
    'below-minimum',
  ],
  'becomes the maximum if it is 101': [
    { limit: (raw) => (raw === '101' ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'becomes the maximum if it has three or four digits': [
    { limit: (raw) => (/^\d{3,4}$/.test(raw ?? '') ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'becomes the maximum if it has three digits': [
    { limit: (raw) => (/^[1-9]\d\d$/.test(raw ?? '') ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'becomes the maximum if it has more than 15 characters': [
    { limit: (raw) => ((raw?.length ?? 0) > 15 ? 100 : strictLimit(raw)) },
    'huge',
  ],
  'is parsed as an 8-bit integer': [matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffn)), 'wraps-8'],
  'is parsed as a 16-bit integer': [
    matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffn)),
    'wraps-16',
  ],
  'is parsed as a 32-bit integer': [
    matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffffffn)),
    'wraps-32',
  ],
  'is parsed as a 64-bit integer': [
    matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffffffffffffffn)),
    'wraps-64',
  ],
};

/** Valid limits that are rejected: the condition, and the case that must fail. */
const REJECTED: Record<string, [(limit: number, raw: string | undefined) => boolean, string]> = {
  1: [(limit) => limit === 1, 'limit/minimum'],
  2: [(limit) => limit === 2, 'limit/2'],
  100: [(limit) => limit === 100, 'limit/maximum'],
  'more than 50': [(limit) => limit > 50, 'limit/maximum'],
  'more than 99': [(limit) => limit > 99, 'limit/maximum'],
  'of one digit': [(limit) => limit < 10, 'limit/9'],
  'of two digits': [(limit) => limit > 9 && limit < 100, 'limit/10'],
  'not a multiple of ten': [(limit) => limit % 10 !== 0, 'limit/11'],
  'greater than "100" as a string': [(limit) => String(limit) > '100', 'limit/9'],
};

/** Pages with more posts than allowed: the number of posts, and the case that must fail. */
const TOO_MANY: Record<
  string,
  [(limit: number, raw: string | undefined, offset: number, url: string) => number, string]
> = {
  'one post more than limit': [(limit) => limit + 1, 'success/limit/minimum'],
  'one post more than limit if it is 100': [
    (limit) => (limit === 100 ? 101 : limit),
    'success/limit/maximum',
  ],
  '100 posts if limit is above 50': [(limit) => (limit > 50 ? 100 : limit), 'success/limit/99'],
  'limit is rounded up to a multiple of ten': [
    (limit) => Math.ceil(limit / 10) * 10,
    'success/limit/minimum',
  ],
  'limit is rounded up to an even number': [(limit) => limit + (limit % 2), 'success/limit/minimum'],
  'limit is read as hexadecimal': [(limit) => Number(`0x${limit}`), 'success/limit/10'],
  'limit is ignored': [() => 20, 'success/limit/minimum'],
  '21 posts without limit': [(limit, raw) => (raw === null || raw === undefined ? 21 : limit), 'success'],
  '25 posts without limit': [(limit, raw) => (raw === undefined ? 25 : limit), 'success'],
  '100 posts without limit': [(limit, raw) => (raw === undefined ? 100 : limit), 'success'],
  'all posts, for any limit': [() => 1000, 'success'],
  'too many posts on the second page': [
    (limit, _, offset) => (offset > 0 ? limit + 5 : limit),
    'success/pages',
  ],
  'too many posts on the second page of the default size': [
    (limit, _, offset) => (offset > 0 && limit === 20 ? 30 : limit),
    'success/pages/default',
  ],
  'limit is ignored for linkedin': [
    (limit, _, __, url) => (url.includes('linkedin') ? 20 : limit),
    'success/platform/linkedin/limit',
  ],
  '100 posts without limit for x': [
    (limit, raw, _, url) => (url.includes('/x/') && raw === undefined ? 100 : limit),
    'success/platform/x',
  ],
};

const rawOf = (url: string | undefined) =>
  new URL(url ?? '', 'http://localhost').searchParams.get('limit') ?? undefined;

const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];

/** Converts the platform of a request before the server checks it. */
function platform(change: (text: string) => string): Mutation {
  return rewrites((url) => {
    url.pathname = url.pathname.replace(/(by-\w+\/)([^/]+)/, (_, before, text) => {
      return before + encodeURIComponent(change(decodeURIComponent(text)));
    });
  });
}

const ACCEPTED: Record<string, [(text: string) => string, string]> = {
  'in upper case is accepted': [
    (text) => (text === text.toUpperCase() ? text.toLowerCase() : text),
    'upper-case-tiktok',
  ],
  'in any letter case is accepted': [(text) => text.toLowerCase(), 'capital-instagram'],
  'in any letter case is accepted for linkedin only': [
    (text) => (text.toLowerCase() === 'linkedin' ? 'linkedin' : text),
    'capital-linkedin',
  ],
  'X is accepted as x': [(text) => (text === 'X' ? 'x' : text), 'upper-case-x'],
  'with white space around it is accepted': [(text) => text.trim(), 'space-behind-twitter'],
  'that starts with a platform is accepted': [
    (text) => PLATFORMS.find((known) => text.startsWith(known)) ?? text,
    'longer-snapchat',
  ],
  'that is a prefix of a platform is accepted': [
    (text) => PLATFORMS.find((known) => known.startsWith(text)) ?? text,
    'shorter-tiktok',
  ],
  'that contains a platform is accepted': [
    (text) => PLATFORMS.find((known) => text.includes(known)) ?? text,
    'two',
  ],
  'that is a substring of the joined list of platforms is accepted': [
    (text) => (!PLATFORMS.includes(text) && PLATFORMS.join().includes(text) ? 'tiktok' : text),
    'two',
  ],
  'facebook is accepted': [(text) => (text === 'facebook' ? 'tiktok' : text), 'facebook'],
  'youtube is accepted': [(text) => (text === 'youtube' ? 'tiktok' : text), 'youtube'],
  'threads is accepted': [(text) => (text === 'threads' ? 'tiktok' : text), 'threads'],
  'pinterest is accepted': [(text) => (text === 'pinterest' ? 'tiktok' : text), 'pinterest'],
  'reddit is accepted': [(text) => (text === 'reddit' ? 'tiktok' : text), 'reddit'],
  'all is accepted': [(text) => (text === 'all' ? 'tiktok' : text), 'all'],
  'insta is accepted': [(text) => (text === 'insta' ? 'instagram' : text), 'insta'],
  'that is a property of Object.prototype is accepted': [
    (text) => (text in {} ? 'tiktok' : text),
    'constructor',
  ],
  'of any name is accepted': [(text) => (PLATFORMS.includes(text) ? text : 'tiktok'), 'unknown'],
};

export const parameters: readonly Faulty[] = [
  ...Object.entries(LENIENT).map(
    ([name, [mutation, form]]): Faulty => ({
      name: `limit ${name}`,
      mutation,
      case: `limit/${form}`,
      check: 'success',
      only: LIMIT_CASES,
    }),
  ),
  ...Object.entries(REJECTED).map(
    ([name, [rejects, form]]): Faulty => ({
      name: `a limit is rejected if it is ${name}`,
      mutation: onPage((page, { url }) =>
        rawOf(url) && rejects(page.limit, rawOf(url)) ? errorDecision('INVALID_PARAMETERS') : page,
      ),
      case: `success/${form}`,
      check: 'success',
      only: SUCCESS_CASES,
    }),
  ),
  {
    name: 'limit is required',
    mutation: onPage((page, { url }) =>
      rawOf(url) === undefined ? errorDecision('INVALID_PARAMETERS') : page,
    ),
    case: 'success',
    check: 'success',
    only: SUCCESS_CASES,
  },
  ...Object.entries(TOO_MANY).map(
    ([name, [more, id]]): Faulty => ({
      name: `page size: ${name}`,
      mutation: onPage((page, { url = '' }) => ({
        ...page,
        limit: more(page.limit, rawOf(url), page.offset, url),
      })),
      case: id,
      check: 'limit',
      only: SUCCESS_CASES,
    }),
  ),
  {
    name: 'page size: 30 posts if the token is in X-API-Token',
    mutation: onPage((page, { headers }) => (headers['x-api-token'] ? { ...page, limit: 30 } : page)),
    case: 'success/X-API-Token',
    check: 'limit',
    only: SUCCESS_CASES,
  },
  {
    name: 'page size: 20 posts if the token is in X-API-Token',
    mutation: onPage((page, { headers }) => (headers['x-api-token'] ? { ...page, limit: 20 } : page)),
    case: 'success/X-API-Token/limit',
    check: 'limit',
    only: SUCCESS_CASES,
  },
  {
    name: 'limit is ignored if the token is in X-API-Token',
    mutation: rewrites((url, { headers }) => {
      if (headers['x-api-token']) url.searchParams.delete('limit');
    }),
    case: 'limit/below-minimum/X-API-Token',
    check: 'success',
    only: ['parameters'],
  },
  {
    name: 'limit is checked by one operation only',
    mutation: rewrites((url) => {
      if (url.pathname.includes('by-hashtag')) url.searchParams.delete('limit');
    }),
    operation: 'listPostsByHashtag',
    case: 'limit/word',
    check: 'success',
    only: ['parameters'],
  },
  {
    name: 'an invalid limit returns INVALID_PLATFORM',
    mutation: swaps('INVALID_PARAMETERS', 'INVALID_PLATFORM'),
    case: 'limit/word',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'an invalid platform returns INVALID_PARAMETERS',
    mutation: swaps('INVALID_PLATFORM', 'INVALID_PARAMETERS'),
    case: 'platform/facebook',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'an invalid platform returns NOT_FOUND',
    mutation: swaps('INVALID_PLATFORM', 'NOT_FOUND'),
    case: 'platform/facebook',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'a limit that is not a number returns INTERNAL_ERROR',
    mutation: {
      decide: (correct, { url }) =>
        /limit=(NaN|ten|null)/.test(url ?? '') ? errorDecision('INTERNAL_ERROR') : correct,
    },
    case: 'limit/nan',
    check: 'code',
    only: ['parameters'],
  },
  {
    name: 'a huge limit returns INTERNAL_ERROR',
    mutation: {
      decide: (correct, { url }) =>
        /limit=\d{12}/.test(url ?? '') ? errorDecision('INTERNAL_ERROR') : correct,
    },
    case: 'limit/huge',
    check: 'code',
    only: ['parameters'],
  },
  {
    name: 'an invalid limit returns the 422 of FastAPI',
    mutation: {
      response: (outgoing) => {
        if (outgoing.code !== 'INVALID_PARAMETERS') return;
        outgoing.status = 422;
        outgoing.body = '{"detail":[{"type":"int_parsing","loc":["query","limit"]}]}';
      },
    },
    case: 'limit/word',
    check: 'envelope',
    only: ['parameters', 'codes'],
  },
  ...Object.entries(ACCEPTED).map(
    ([name, [change, form]]): Faulty => ({
      name: `platform ${name}`,
      mutation: platform(change),
      case: `platform/${form}`,
      check: 'success',
      only: PLATFORM_CASES,
    }),
  ),
  ...PLATFORMS.map(
    (known): Faulty => ({
      name: `platform ${known} is rejected`,
      mutation: onPage((page) => (page.platform === known ? errorDecision('INVALID_PLATFORM') : page)),
      case: known === 'tiktok' ? 'success' : `success/platform/${known}`,
      check: 'success',
      only: ONLY,
    }),
  ),
  {
    name: 'platform x returns NOT_FOUND',
    mutation: onPage((page) => (page.platform === 'x' ? errorDecision('NOT_FOUND') : page)),
    case: 'success/platform/x',
    check: 'success',
    only: ONLY,
  },
  ...['x', 'linkedin'].map(
    (known): Faulty => ({
      name: `posts of ${known} name another platform`,
      mutation: onSuccess(({ json }, page) => {
        if (page.platform !== known) return;
        for (const post of (json.data as { posts: { platform: string }[] }).posts) post.platform = 'snapchat';
      }),
      case: `success/platform/${known}`,
      check: 'echo',
      level: 'SHOULD',
      only: ONLY,
    }),
  ),
  ...(
    [
      ['an unknown value returns NOT_FOUND', /no-such|nobody/, 'NOT_FOUND', 'unknown'],
      ['a value of digits is rejected', /\/\d+(\?|$)/, 'INVALID_PARAMETERS', 'digits'],
      ['a value with a dot returns NOT_FOUND', /\/[^/?]*\.[^/?]*(\?|$)/, 'NOT_FOUND', 'punctuation'],
      ['a value with non-ASCII letters is rejected', /%[C-F]/i, 'INVALID_PARAMETERS', 'letters'],
      ['a value with non-ASCII letters returns INTERNAL_ERROR', /%[C-F]/i, 'INTERNAL_ERROR', 'letters'],
    ] as const
  ).flatMap(([name, pattern, code, form]) =>
    (
      [
        ['username', 'listPostsByUser'],
        ['hashtag', 'listPostsByHashtag'],
      ] as const
    ).map(
      ([parameter, operation]): Faulty => ({
        name: `${parameter}: ${name}`,
        mutation: onPage((page, { url }) =>
          `list${page.by === 'user' ? 'PostsByUser' : 'PostsByHashtag'}` === operation &&
          pattern.test(url ?? '')
            ? errorDecision(code)
            : page,
        ),
        operation,
        case: `success/opaque/${form}`,
        check: 'success',
        only: ['*/success/opaque/*', '*/success'],
      }),
    ),
  ),
];
