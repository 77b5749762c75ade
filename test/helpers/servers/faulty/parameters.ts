/** How limits and platforms are read: too much is taken, too little, or another thing is said. */
import type { Mutation } from '../mutant.ts';
import { strictLimit } from '../mutant.ts';
import { errorDecision, type Faulty, onPage, onSuccess, rewrites, swaps } from '../mutations.ts';

const ONLY = ['parameters', 'successes'];
const REFUSALS = ['*/limit/*'];
const SUCCESSES = ['*/success', '*/success/[LXlp]*'];
const PLATFORM = ['*/platform/*'];

/** Reads limits with one of the functions that languages have for it; bounds hold. */
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

/** By what is taken too much: how it is read, and a case that it shows in. */
const LENIENT: Record<string, [Mutation, string]> = {
  'Number of JavaScript': [bounded(Number), 'exponent'],
  'parseInt of JavaScript': [bounded((raw) => Number.parseInt(raw, 10)), 'trailing'],
  'parseFloat of JavaScript, cut': [bounded((raw) => Math.trunc(Number.parseFloat(raw))), 'fraction'],
  rounded: [bounded((raw) => Math.round(Number(raw))), 'fraction'],
  'int of Python': [
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
  'Atoi of Go': [matches(/^[+-]?\d+$/), 'plus'],
  'ParseInt of Go with any base': [
    bounded((raw) => Number(raw.replace(/^0(?=\d)/, '0o').replaceAll('_', ''))),
    'hexadecimal',
  ],
  'to_i of Ruby': [bounded((raw) => Number(/^\s*([+-]?\d+)/.exec(raw)?.[1] ?? 0)), 'list'],
  'is_numeric of PHP': [matches(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i), 'point-zero'],
  'int.Parse of .NET': [matches(/^\s*[+-]?\d+\s*$/), 'space-before'],
  'digits in any number': [matches(/^\d+$/), 'leading-zero'],
  'a pattern without its end': [matches(/^[1-9]\d*/, Number.parseInt), 'unit'],
  'a pattern without its start': [matches(/[1-9]\d*$/, (raw) => Number(/[1-9]\d*$/.exec(raw)?.[0])), 'plus'],
  'a pattern by lines': [matches(/^[1-9]\d*$/m, (raw) => Number.parseInt(raw, 10)), 'newline'],
  'white space around it': [bounded((raw) => strictLimit(raw.trim()) ?? Number.NaN), 'space-behind'],
  'a sign before it': [matches(/^\+?[1-9]\d*$/), 'plus'],
  'its amount': [matches(/^-?[1-9]\d*$/, (raw) => Math.abs(Number(raw))), 'negative'],
  'a point behind it': [matches(/^[1-9]\d*(\.0*)?$/), 'point-last'],
  'an exponent in it': [matches(/^[1-9]\d*(e\d)?$/), 'exponent'],
  'hexadecimal in it': [matches(/^(0x[\da-f]+|[1-9]\d*)$/), 'hexadecimal'],
  'the first of a list': [bounded((raw) => strictLimit(raw.split(',')[0]) ?? Number.NaN), 'list'],
  'commas in it': [bounded((raw) => Number(raw.replaceAll(',', ''))), 'comma'],
  'quotes around it': [bounded((raw) => strictLimit(raw.replaceAll('"', '')) ?? Number.NaN), 'quotes'],
  'brackets around it': [
    bounded((raw) => strictLimit(raw.replace(/^\[(.*)]$/, '$1')) ?? Number.NaN),
    'brackets',
  ],
  'an empty one is the default': [{ limit: (raw) => (raw === '' ? 20 : strictLimit(raw)) }, 'empty'],
  'a blank one is the default': [{ limit: (raw) => (raw?.trim() === '' ? 20 : strictLimit(raw)) }, 'blank'],
  '"null" is the default': [{ limit: (raw) => (raw === 'null' ? 20 : strictLimit(raw)) }, 'null'],
  '"undefined" is the default': [
    { limit: (raw) => (raw === 'undefined' ? 20 : strictLimit(raw)) },
    'undefined',
  ],
  '"all" is the most': [{ limit: (raw) => (raw === 'all' ? 100 : strictLimit(raw)) }, 'all'],
  'a word is the default': [
    { limit: (raw) => (/^[a-z]+$/i.test(raw ?? '') ? 20 : strictLimit(raw)) },
    'word',
  ],
  'whatever is wrong is the default': [{ limit: (raw) => strictLimit(raw) ?? 20 }, 'below-minimum'],
  'too small is the least': [
    { limit: (raw) => (/^(0|-\d+)$/.test(raw ?? '') ? 1 : strictLimit(raw)) },
    'below-minimum',
  ],
  'too great is the most': [
    { limit: (raw) => (Number(raw) > 100 ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  '0 is all': [{ limit: (raw) => (raw === '0' ? 100 : strictLimit(raw)) }, 'below-minimum'],
  '-1 is all': [{ limit: (raw) => (raw === '-1' ? 100 : strictLimit(raw)) }, 'negative'],
  '0 is the default, as in `limit || 20`': [
    { limit: (raw) => (raw === '0' ? 20 : strictLimit(raw)) },
    'below-minimum',
  ],
  '101 is taken': [{ limit: (raw) => (raw === '101' ? 100 : strictLimit(raw)) }, 'above-maximum'],
  '1000 is the most': [
    { limit: (raw) => (/^\d{3,4}$/.test(raw ?? '') ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'three digits are enough': [
    { limit: (raw) => (/^[1-9]\d\d$/.test(raw ?? '') ? 100 : strictLimit(raw)) },
    'above-maximum',
  ],
  'huge is taken': [{ limit: (raw) => ((raw?.length ?? 0) > 15 ? 100 : strictLimit(raw)) }, 'huge'],
  '8 bits': [matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffn)), 'wraps-8'],
  '16 bits': [matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffn)), 'wraps-16'],
  '32 bits': [matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffffffn)), 'wraps-32'],
  '64 bits': [matches(/^[1-9]\d*$/, (raw) => Number(BigInt(raw) & 0xffffffffffffffffn)), 'wraps-64'],
};

/** Values that are right and refused. */
const REFUSED: Record<string, [(limit: number, raw: string | undefined) => boolean, string]> = {
  1: [(limit) => limit === 1, 'limit/minimum'],
  2: [(limit) => limit === 2, 'limit/2'],
  100: [(limit) => limit === 100, 'limit/maximum'],
  'more than 50': [(limit) => limit > 50, 'limit/maximum'],
  'more than 99': [(limit) => limit > 99, 'limit/maximum'],
  'one digit': [(limit) => limit < 10, 'limit/9'],
  'two digits': [(limit) => limit > 9 && limit < 100, 'limit/10'],
  'no multiples of ten': [(limit) => limit % 10 !== 0, 'limit/11'],
  'what as a text is more than 100': [(limit) => String(limit) > '100', 'limit/9'],
};

/** More than was asked for. */
const MORE: Record<
  string,
  [(limit: number, raw: string | undefined, offset: number, url: string) => number, string]
> = {
  'one more': [(limit) => limit + 1, 'success/limit/minimum'],
  'one more at the most': [(limit) => (limit === 100 ? 101 : limit), 'success/limit/maximum'],
  'one more above fifty': [(limit) => (limit > 50 ? 100 : limit), 'success/limit/99'],
  'tens alone': [(limit) => Math.ceil(limit / 10) * 10, 'success/limit/minimum'],
  'an even number': [(limit) => limit + (limit % 2), 'success/limit/minimum'],
  hexadecimal: [(limit) => Number(`0x${limit}`), 'success/limit/10'],
  'the limit is not honoured': [() => 20, 'success/limit/minimum'],
  '21 where there is none': [(limit, raw) => (raw === null || raw === undefined ? 21 : limit), 'success'],
  '25 where there is none': [(limit, raw) => (raw === undefined ? 25 : limit), 'success'],
  '100 where there is none': [(limit, raw) => (raw === undefined ? 100 : limit), 'success'],
  'all there are': [() => 1000, 'success'],
  'more on the second page': [(limit, _, offset) => (offset > 0 ? limit + 5 : limit), 'success/pages'],
  'more on the second page of the default size': [
    (limit, _, offset) => (offset > 0 && limit === 20 ? 30 : limit),
    'success/pages/default',
  ],
  'the limit is not honoured at linkedin': [
    (limit, _, __, url) => (url.includes('linkedin') ? 20 : limit),
    'success/platform/linkedin/limit',
  ],
  '100 where there is none, at x': [
    (limit, raw, _, url) => (url.includes('/x/') && raw === undefined ? 100 : limit),
    'success/platform/x',
  ],
};

const rawOf = (url: string | undefined) =>
  new URL(url ?? '', 'http://localhost').searchParams.get('limit') ?? undefined;

const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];

/** Takes some texts for platforms. */
function platform(change: (text: string) => string): Mutation {
  return rewrites((url) => {
    url.pathname = url.pathname.replace(/(by-\w+\/)([^/]+)/, (_, before, text) => {
      return before + encodeURIComponent(change(decodeURIComponent(text)));
    });
  });
}

const TAKEN: Record<string, [(text: string) => string, string]> = {
  'in capitals': [(text) => (text === text.toUpperCase() ? text.toLowerCase() : text), 'upper-case-tiktok'],
  'in any case': [(text) => text.toLowerCase(), 'capital-instagram'],
  'in any case, at one platform': [
    (text) => (text.toLowerCase() === 'linkedin' ? 'linkedin' : text),
    'capital-linkedin',
  ],
  'X as x': [(text) => (text === 'X' ? 'x' : text), 'upper-case-x'],
  'with white space': [(text) => text.trim(), 'space-behind-twitter'],
  'that begin like one': [
    (text) => PLATFORMS.find((known) => text.startsWith(known)) ?? text,
    'longer-snapchat',
  ],
  'that begin one': [(text) => PLATFORMS.find((known) => known.startsWith(text)) ?? text, 'shorter-tiktok'],
  'that hold one': [(text) => PLATFORMS.find((known) => text.includes(known)) ?? text, 'two'],
  'that stand in a list as a text': [
    (text) => (!PLATFORMS.includes(text) && PLATFORMS.join().includes(text) ? 'tiktok' : text),
    'two',
  ],
  facebook: [(text) => (text === 'facebook' ? 'tiktok' : text), 'facebook'],
  youtube: [(text) => (text === 'youtube' ? 'tiktok' : text), 'youtube'],
  threads: [(text) => (text === 'threads' ? 'tiktok' : text), 'threads'],
  pinterest: [(text) => (text === 'pinterest' ? 'tiktok' : text), 'pinterest'],
  reddit: [(text) => (text === 'reddit' ? 'tiktok' : text), 'reddit'],
  all: [(text) => (text === 'all' ? 'tiktok' : text), 'all'],
  insta: [(text) => (text === 'insta' ? 'instagram' : text), 'insta'],
  'names of objects': [(text) => (text in {} ? 'tiktok' : text), 'constructor'],
  anything: [(text) => (PLATFORMS.includes(text) ? text : 'tiktok'), 'unknown'],
};

export const parameters: readonly Faulty[] = [
  ...Object.entries(LENIENT).map(
    ([name, [mutation, form]]): Faulty => ({
      name: `limit: ${name}`,
      mutation,
      case: `limit/${form}`,
      check: 'success',
      only: REFUSALS,
    }),
  ),
  ...Object.entries(REFUSED).map(
    ([name, [refuses, form]]): Faulty => ({
      name: `limit: refused: ${name}`,
      mutation: onPage((page, { url }) =>
        rawOf(url) && refuses(page.limit, rawOf(url)) ? errorDecision('INVALID_PARAMETERS') : page,
      ),
      case: `success/${form}`,
      check: 'success',
      only: SUCCESSES,
    }),
  ),
  {
    name: 'limit: it is needed',
    mutation: onPage((page, { url }) =>
      rawOf(url) === undefined ? errorDecision('INVALID_PARAMETERS') : page,
    ),
    case: 'success',
    check: 'success',
    only: SUCCESSES,
  },
  ...Object.entries(MORE).map(
    ([name, [more, id]]): Faulty => ({
      name: `limit: ${name}`,
      mutation: onPage((page, { url = '' }) => ({
        ...page,
        limit: more(page.limit, rawOf(url), page.offset, url),
      })),
      case: id,
      check: 'limit',
      only: SUCCESSES,
    }),
  ),
  {
    name: 'limit: it is not honoured with X-API-Token',
    mutation: onPage((page, { headers }) => (headers['x-api-token'] ? { ...page, limit: 30 } : page)),
    case: 'success/X-API-Token',
    check: 'limit',
    only: SUCCESSES,
  },
  {
    name: 'limit: a small one is not honoured with X-API-Token',
    mutation: onPage((page, { headers }) => (headers['x-api-token'] ? { ...page, limit: 20 } : page)),
    case: 'success/X-API-Token/limit',
    check: 'limit',
    only: SUCCESSES,
  },
  {
    name: 'limit: it is checked with Authorization only',
    mutation: rewrites((url, { headers }) => {
      if (headers['x-api-token']) url.searchParams.delete('limit');
    }),
    case: 'limit/below-minimum/X-API-Token',
    check: 'success',
    only: ['parameters'],
  },
  {
    name: 'limit: it is checked at one operation only',
    mutation: rewrites((url) => {
      if (url.pathname.includes('by-hashtag')) url.searchParams.delete('limit');
    }),
    operation: 'listPostsByHashtag',
    case: 'limit/word',
    check: 'success',
    only: ['parameters'],
  },
  {
    name: 'limit: a bad one is a bad platform',
    mutation: swaps('INVALID_PARAMETERS', 'INVALID_PLATFORM'),
    case: 'limit/word',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'platforms: a bad one is a bad parameter',
    mutation: swaps('INVALID_PLATFORM', 'INVALID_PARAMETERS'),
    case: 'platform/facebook',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'platforms: a bad one is not found',
    mutation: swaps('INVALID_PLATFORM', 'NOT_FOUND'),
    case: 'platform/facebook',
    check: 'code',
    only: ['parameters', 'codes'],
  },
  {
    name: 'limit: what is no number at all is a fault of the server',
    mutation: {
      decide: (right, { url }) =>
        /limit=(NaN|ten|null)/.test(url ?? '') ? errorDecision('INTERNAL_ERROR') : right,
    },
    case: 'limit/nan',
    check: 'code',
    only: ['parameters'],
  },
  {
    name: 'limit: a huge one is a fault of the server',
    mutation: {
      decide: (right, { url }) => (/limit=\d{12}/.test(url ?? '') ? errorDecision('INTERNAL_ERROR') : right),
    },
    case: 'limit/huge',
    check: 'code',
    only: ['parameters'],
  },
  {
    name: 'limit: a bad one is 422 of FastAPI',
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
  ...Object.entries(TAKEN).map(
    ([name, [change, form]]): Faulty => ({
      name: `platforms: taken: ${name}`,
      mutation: platform(change),
      case: `platform/${form}`,
      check: 'success',
      only: PLATFORM,
    }),
  ),
  ...PLATFORMS.map(
    (known): Faulty => ({
      name: `platforms: ${known} is refused`,
      mutation: onPage((page) => (page.platform === known ? errorDecision('INVALID_PLATFORM') : page)),
      case: known === 'tiktok' ? 'success' : `success/platform/${known}`,
      check: 'success',
      only: ONLY,
    }),
  ),
  {
    name: 'platforms: x is another than twitter, and has its posts refused',
    mutation: onPage((page) => (page.platform === 'x' ? errorDecision('NOT_FOUND') : page)),
    case: 'success/platform/x',
    check: 'success',
    only: ONLY,
  },
  ...['x', 'linkedin'].map(
    (known): Faulty => ({
      name: `platforms: posts of ${known} name another platform`,
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
      ['an unknown one is not found', /no-such|nobody/, 'NOT_FOUND', 'unknown'],
      ['digits alone are refused', /\/\d+(\?|$)/, 'INVALID_PARAMETERS', 'digits'],
      ['points are refused', /\/[^/?]*\.[^/?]*(\?|$)/, 'NOT_FOUND', 'punctuation'],
      ['letters beyond ASCII are refused', /%[C-F]/i, 'INVALID_PARAMETERS', 'letters'],
      ['letters beyond ASCII are a fault of the server', /%[C-F]/i, 'INTERNAL_ERROR', 'letters'],
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
