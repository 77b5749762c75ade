/** `social-data-contract diff`: the output, the exit status, `--accept` and invalid input. test/unit/diff has the kinds of changes. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import {
  addCode,
  type Bundle,
  COMMITTED,
  changed,
  SHIPPED,
  writeChanged,
} from '../../helpers/diff/bundle.ts';
import { cli } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';

interface Change {
  kind: string;
  impact: string;
  breaks: string[];
  subject: string;
  message: string;
  operations: string[];
  old?: string;
  new?: string;
}

/** The output of `--format json`. */
interface Comparison {
  changes: Change[];
  counts: Record<string, number>;
  impact?: string;
  proposed?: string;
  sufficient?: boolean;
}

const BOTH = 'breaking callers+servers';

const limit = (bundle: Bundle) => bundle.components.parameters.LimitParameter;

const folder = temporaryFolder('diff');
const operations = contract.operations.map(({ id }) => id);

async function diff(old: string, next: string, ...flags: string[]) {
  const { status, stdout, stderr } = await cli('diff', old, next, '--format', 'json', ...flags);
  expect(stderr).toBe('');
  return { status, ...(JSON.parse(stdout) as Comparison) };
}

/** Returns kind, impact, affected side and subject of each change. Ignores changes of wording. */
const inShort = (changes: readonly Change[]) =>
  changes
    .filter(({ kind }) => kind !== 'text-changed')
    .map(({ kind, impact, breaks, subject }) => [`${kind} ${impact} ${breaks.join('+')}`.trim(), subject]);

describe('diff compares nested parts', () => {
  const [from, to] = [join(folder, 'deep-old.json'), join(folder, 'deep-new.json')];

  test('a nested field named like a field of the error', async () => {
    const details = (type: string) => (b: Bundle) => {
      b.components.schemas.INVALID_PARAMETERS.properties.details = {
        type: 'array',
        description: 'What is wrong.',
        example: [],
        items: { type: 'object', properties: { code: { type } } },
      };
    };
    const { changes } = await diff(
      writeChanged(from, details('string')),
      writeChanged(to, details('integer')),
    );
    expect(inShort(changes)).toEqual([
      [`response-type-changed ${BOTH}`, 'INVALID_PARAMETERS.details[].code'],
    ]);
  });

  test('the body of each media type', async () => {
    const second = (type: string) => (b: Bundle) => {
      b.components.responses.PostsPageResponse.content['application/x-thing'] = {
        schema: { type: 'object', properties: { note: { type } } },
      };
    };
    const { changes } = await diff(writeChanged(from, second('string')), writeChanged(to, second('integer')));
    expect(inShort(changes)).toEqual([[`response-type-changed ${BOTH}`, 'status 200 envelope.note']]);
  });

  test('an unknown part of the document together with known changes', async () => {
    const other = writeChanged(to, (b) => {
      b.webhooks = { low: { post: { parameters: [], responses: {} } } };
      b.info.description = 'Another.';
    });
    const { changes, proposed } = await diff(COMMITTED, other);
    expect(inShort(changes)).toEqual([[`unreviewed ${BOTH}`, 'the document']]);
    expect([changes.length, proposed]).toEqual([2, '2.0.0']);
  });

  test('refuses a code with two statuses and names both', async () => {
    const other = writeChanged(to, (b) => {
      const [first] = Object.values<Bundle>(b.paths);
      first.get.responses[409] = first.get.responses[403];
      delete first.get.responses[403];
    });
    const { status, stderr } = await cli('diff', COMMITTED, other);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /ACCOUNT_INACTIVE has the statuses \d+ and \d+, but a code must have one status\./,
    );
  });

  // The number of paths through these references grows exponentially. Comparing each path would take hours.
  test.for([
    ['schemas that share schemas', (at: number) => [at + 1, at + 1]],
    [
      'schemas that refer to each other',
      (at: number) => [at + 1, at + 2, at + 3, at + 5].map((to) => to % 24),
    ],
  ] as const)('%s are compared once', async ([, next]) => {
    const deep = (type: string) => (b: Bundle) => {
      const { schemas } = b.components;
      for (let at = 0; at <= 24; at++) {
        const parts = next(at).map((other, index) => [
          `part${index}`,
          { $ref: `#/components/schemas/Deep${Math.min(other, 24)}` },
        ]);
        schemas[`Deep${at}`] = { type: 'object', properties: Object.fromEntries(parts) };
      }
      schemas.Deep24 = { type };
      schemas.Post.properties.deep = { $ref: '#/components/schemas/Deep0' };
    };
    expect((await diff(writeChanged(from, deep('string')), from)).changes).toEqual([]);
  });
});

describe('diff reports', () => {
  const next = join(folder, 'next.json');
  const write = (change: (bundle: Bundle) => void) => writeChanged(next, change);

  test('no change between a document and itself', async () => {
    expect(await diff(COMMITTED, COMMITTED)).toMatchObject({
      status: 0,
      changes: [],
      proposed: '1.0.0',
      sufficient: true,
      counts: { breaking: 0, feature: 0, patch: 0 },
    });
    const { stdout } = await cli('diff', SHIPPED);
    expect(stdout).toBe(
      `${contract.title} ${contract.version} → ${contract.version}: no change\n\nThe version stays ${contract.version}. The version of the new document (${contract.version}) is correct.\n`,
    );
  });

  test('no change between JSON and reordered YAML', async () => {
    const yaml = join(folder, 'same.yaml');
    const sorted = changed((bundle) => {
      bundle.components.schemas = Object.fromEntries(Object.entries(bundle.components.schemas).reverse());
      bundle.info.version = '1.0.1';
    });
    writeFileSync(yaml, stringify(sorted));
    expect((await diff(COMMITTED, yaml)).changes).toEqual([]);
  });

  test('a change of a shared parameter once, with all operations and both locations', async () => {
    const { changes } = await diff(
      COMMITTED,
      write((b) => {
        limit(b).schema.maximum = 50;
      }),
    );
    const place = '#/components/parameters/LimitParameter/schema/maximum';
    expect(changes).toEqual([
      {
        kind: 'request-bound-narrowed',
        impact: 'breaking',
        breaks: ['callers'],
        subject: 'query parameter limit',
        message: 'has the maximum 50 instead of 100',
        operations,
        old: place,
        new: place,
      },
    ]);
  });

  test('components that no operation uses, by name and as patches', async () => {
    const file = write((b) => {
      b.components.schemas.Spare = { type: 'string' };
      b.components.pathItems = { SparePath: { description: 'A spare path.' } };
    });
    const rows = async (old: string, next: string) =>
      (await diff(old, next)).changes.map(({ kind, impact, subject }) => [kind, impact, subject]);
    const places = ['#/components/schemas/Spare', '#/components/pathItems/SparePath'];
    expect(await rows(COMMITTED, file)).toEqual(places.map((place) => ['component-added', 'patch', place]));
    expect(await rows(file, COMMITTED)).toEqual(places.map((place) => ['component-removed', 'patch', place]));
  });

  test('changes of wording as patches', async () => {
    const { changes, proposed, status } = await diff(
      COMMITTED,
      write((b) => {
        b.info.description = 'Another.';
        b.components.schemas.NOT_FOUND['x-error'].meaning = 'No such endpoint';
        b.components.schemas.Post.properties.id.example = 7;
        b.components.responses.NotFoundResponse.content[
          'application/json'
        ].examples.NOT_FOUND.value.error.message = 'No.';
        b.components.schemas.Post.title = 'Post';
      }),
    );
    expect({ status, proposed }).toEqual({ status: 0, proposed: '1.0.1' });
    expect(changes.map(({ kind, impact, new: place }) => [kind, impact, place]).sort()).toEqual(
      [
        '#/components/responses/NotFoundResponse/content/application~1json/examples/NOT_FOUND',
        '#/components/schemas/NOT_FOUND/x-error/meaning',
        '#/components/schemas/Post/properties/id/example',
        '#/components/schemas/Post/title',
        '#/info/description',
      ].map((place) => ['text-changed', 'patch', place]),
    );
  });

  test('a change of a property named description as a change of a field', async () => {
    const named = (type: string) => (b: Bundle) => {
      b.components.schemas.Post.properties.description = { type };
    };
    const old = writeChanged(join(folder, 'named.json'), named('string'));
    expect(inShort((await diff(old, write(named('integer')))).changes)).toEqual([
      [`response-type-changed ${BOTH}`, 'data.posts[].description'],
    ]);
  });

  test('a change in a recursive schema', async () => {
    const recursive = (maximum: number) => (b: Bundle) => {
      b.components.schemas.Post.properties.replies = {
        type: 'array',
        maxItems: maximum,
        items: { $ref: '#/components/schemas/Post' },
      };
    };
    const old = writeChanged(join(folder, 'recursive.json'), recursive(2));
    expect(inShort((await diff(old, write(recursive(1)))).changes)).toEqual([
      ['response-bound-narrowed breaking servers', 'data.posts[].replies'],
    ]);
  });

  test('a change in a recursive composed schema', async () => {
    const recursive = (maximum: number) => (b: Bundle) => {
      b.components.schemas.Post.properties.reply = {
        description: 'The post that this post replies to.',
        anyOf: [{ $ref: '#/components/schemas/Post' }, { type: 'string', maxLength: maximum }],
      };
    };
    const old = writeChanged(join(folder, 'composed.json'), recursive(2));
    expect((await diff(old, old)).changes).toEqual([]);
    expect(inShort((await diff(old, write(recursive(1)))).changes)).toEqual([
      ['response-bound-narrowed breaking servers', 'data.posts[].reply (as string)'],
    ]);
  });

  test('the most severe changes first, as text', async () => {
    const file = write((b) => {
      b.info.version = '1.0.1';
      b.info.title = 'An API';
      limit(b).schema.maximum = 50;
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
    });
    const { stdout, status } = await cli('diff', COMMITTED, file);
    expect(status).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      `${contract.title} 1.0.0 → An API 1.0.1: 1 breaking change, 1 feature, 2 patches`,
    );
    const order = [
      'Breaking',
      'query parameter limit',
      'Features',
      'NEW_CODE is a new code',
      'Patches',
      '#/info',
    ];
    const places = order.map((text) => stdout.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(stdout).toMatch(
      /Next version: 2\.0\.0\. The version of the new document \(1\.0\.1\) is too low\.\n$/,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the output to a pipe must not contain colours
    expect(stdout).not.toMatch(/\x1b/);
  });

  test('new codes by name, as Markdown', async () => {
    const file = write((b) => {
      b.info.version = '1.1.0';
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.NEW_CODE['x-error'].meaning = '<b>Bold</b> | @all';
    });
    const { stdout, status } = await cli('diff', COMMITTED, file, '--format', 'markdown');
    expect(status).toBe(0);
    expect(stdout).toContain('## Social Data API 1.0.0 → 1.1.0: 1 feature, 1 patch\n');
    expect(stdout).toContain('Next version: 1.1.0. The version of the new document (1.1.0) is correct.');
    expect(stdout).toContain('New codes: `NEW_CODE`');
    expect(stdout).toContain('\\<b\\>Bold');
  });

  test('control characters in visible form', async () => {
    const file = write((b) => {
      b.info.title = 'A\u001b[2J\u202eB';
    });
    for (const format of ['text', 'markdown']) {
      const { stdout } = await cli('diff', COMMITTED, file, '--format', format);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).not.toContain('\u202e');
    }
  });

  test.for<[string, string, string, string, boolean | undefined]>([
    ['0.3.1', 'breaking', '0.4.0', '0.4.0', true],
    ['0.3.1', 'feature', '0.3.2', '0.3.1', false],
    ['1.9.9', 'feature', '1.10.0', '1.9.10', false],
    ['9.9.9', 'breaking', '10.0.0', '11.0.0', true],
    ['1.2.3', 'patch', '1.2.4', '1.2.4-rc.1', undefined],
  ])('the version after %s for the impact %s', async ([old, impact, proposed, version, sufficient]) => {
    const from = writeChanged(join(folder, 'version.json'), (b) => {
      b.info.version = old;
    });
    const to = write((b) => {
      b.info.version = version;
      if (impact === 'breaking') limit(b).required = true;
      if (impact === 'feature') limit(b).deprecated = true;
      if (impact === 'patch') b.info.title = 'An API';
    });
    const found = await diff(from, to);
    expect({ proposed: found.proposed, sufficient: found.sufficient }).toEqual({ proposed, sufficient });
  });

  test('no next version if the old version is invalid', async () => {
    const old = writeChanged(join(folder, 'unversioned.json'), (b) => {
      b.info.version = '2026-11-22';
    });
    const { stdout } = await cli('diff', old, COMMITTED);
    expect(stdout).toContain(
      'No next version is proposed: 2026-11-22 does not have the form MAJOR.MINOR.PATCH.',
    );
  });
});

describe('the exit status of diff', () => {
  const [feature, patch] = [join(folder, 'feature.json'), join(folder, 'patch.json')];
  writeChanged(feature, (b) => addCode(b, 'NEW_CODE', 'INTERNAL_ERROR'));
  writeChanged(patch, (b) => {
    b.info.title = 'An API';
  });

  test.for<[string, string, number]>([
    [feature, 'breaking', 0],
    [feature, 'feature', 1],
    [feature, 'patch', 1],
    [patch, 'feature', 0],
    [patch, 'patch', 1],
    [patch, 'none', 0],
    [COMMITTED, 'patch', 0],
  ])('%s with --fail-on %s', async ([file, failOn, expected]) => {
    expect((await diff(COMMITTED, file, '--fail-on', failOn)).status).toBe(expected);
  });
});

describe('diff --accept', () => {
  const [other, list] = [join(folder, 'reviewed.json'), join(folder, 'reviewed.yaml')];
  const place = '#/components/responses/PostsPageResponse/links';
  writeChanged(other, (b) => {
    b.components.responses.PostsPageResponse.links = { next: {} };
    limit(b).schema.maximum = 50;
  });
  const maximum = '#/components/parameters/LimitParameter/schema/maximum';
  const entry = (id: string, at: string) => `- id: ${id}\n  place: '${at}'\n  reason: Nobody uses it.\n`;

  test('marks accepted changes, which then count as patches', async () => {
    writeFileSync(list, entry('unreviewed', place));
    const one = await diff(COMMITTED, other, '--accept', list);
    expect({ status: one.status, impact: one.impact, proposed: one.proposed }).toEqual({
      status: 1,
      impact: 'breaking',
      proposed: '2.0.0',
    });
    expect(one.changes).toContainEqual(
      expect.objectContaining({ kind: 'unreviewed', accepted: 'Nobody uses it.' }),
    );
    writeFileSync(list, entry('unreviewed', place) + entry('request-bound-narrowed', maximum));
    const both = await diff(COMMITTED, other, '--accept', list);
    expect({ status: both.status, impact: both.impact, proposed: both.proposed }).toEqual({
      status: 0,
      impact: 'patch',
      proposed: '1.0.1',
    });
    expect((await cli('diff', COMMITTED, other, '--accept', list)).stdout).toContain(
      'accepted: Nobody uses it.',
    );
  });

  test.for<[string, string, RegExp]>([
    [
      'an entry for another place',
      entry('unreviewed', '#/paths'),
      /Entry 1 of the accepted changes .*reviewed\.yaml accepts no change: unreviewed at #\/paths\. The rule unreviewed has changes at #\/components.*links\. Remove or correct the entry\.\n$/,
    ],
    ['a second entry for a change', entry('unreviewed', place).repeat(2), /Entry 2 .* repeats entry 1/],
    ['an unknown rule', entry('unreviewd', place), /unknown rule unreviewd\. Did you mean unreviewed\?/],
    ['an entry without a reason', `- id: unreviewed\n  place: '${place}'\n`, /needs a text at reason/],
    [
      'an unknown key',
      `${entry('unreviewed', place)}  why: a\n`,
      /unknown key why\. The keys are id, place, reason/,
    ],
    ['a file that is not a list', 'a: 1\n', /must be a list of entries with id, place, reason/],
    ['a file that is not YAML', '- [', /Cannot read the accepted changes .*reviewed\.yaml: /],
  ])('rejects %s', async ([, text, message]) => {
    writeFileSync(list, text);
    const { status, stdout, stderr } = await cli('diff', COMMITTED, other, '--accept', list);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('rejects a file that does not exist', async () => {
    const { status, stderr } = await cli('diff', COMMITTED, other, '--accept', 'nowhere.yaml');
    expect(stderr).toMatch(/Cannot read the accepted changes nowhere\.yaml: the file does not exist/);
    expect(status).toBe(2);
  });
});

describe('diff reports wrong usage and invalid documents with a message and status 2', () => {
  const broken = (name: string, change: (bundle: Bundle) => void) =>
    writeChanged(join(folder, `${name}.json`), change);
  const text = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test.for<[string, () => string[], RegExp]>([
    ['without a document', () => [], /missing required argument 'old'/],
    ['a third document', () => [COMMITTED, COMMITTED, COMMITTED], /too many arguments/],
    ['an unknown format', () => [COMMITTED, '--format', 'xml'], /Allowed choices are text, json, markdown/],
    [
      'an unknown impact',
      () => [COMMITTED, '--fail-on', 'major'],
      /Allowed choices are breaking, feature, patch, none/,
    ],
    ['a file that does not exist', () => ['nowhere.json'], /nowhere\.json: the file does not exist/],
    [
      'broken JSON',
      () => [COMMITTED, text('broken.json', '{"openapi":')],
      /Cannot parse the spec .*broken\.json/,
    ],
    [
      'a document that is not OpenAPI',
      () => [COMMITTED, text('none.yaml', 'a: 1')],
      /none\.yaml is not an OpenAPI document/,
    ],
    [
      'a document that is not a contract',
      () => [COMMITTED, text('bare.yaml', 'openapi: 3.1.1\npaths: {}')],
      /bare\.yaml is not a bundle of the contract\. The spec has no operation/,
    ],
    [
      'a code without a retry policy',
      () => [
        broken('incomplete', (b) => {
          delete b.components.schemas.NOT_FOUND['x-error'].retry;
        }),
      ],
      /incomplete\.json is not a bundle of the contract\. The spec needs a text at #\/components\/schemas\/NOT_FOUND\/x-error\/retry/,
    ],
    [
      'an unresolved reference, with the file that contains it',
      () => [
        COMMITTED,
        broken('dangling', (b) => {
          b.components.schemas.Post.properties.media = { $ref: '#/components/schemas/Nothing' };
        }),
      ],
      /dangling\.json has the reference "#\/components\/schemas\/Nothing" at #\S+, which leads to nothing/,
    ],
    [
      'a document that contains itself',
      () => {
        const endless = text(
          'endless.yaml',
          `${stringify(changed(() => {}))}x-endless: &a
  b: *a
`,
        );
        return [endless, endless];
      },
      /endless\.yaml: it is nested more than \d+ levels deep/,
    ],
  ])('%s', async ([, args, message]) => {
    const { status, stdout, stderr } = await cli('diff', ...args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('any mutation of the second document gives a result or a ContractError', async () => {
    const pathsOf = (value: Bundle, path: string[] = []): string[][] =>
      (typeof value === 'object' && value !== null ? Object.keys(value) : []).flatMap((key) => [
        [...path, key],
        ...pathsOf(value[key], [...path, key]),
      ]);
    const paths = pathsOf(JSON.parse(readFileSync(COMMITTED, 'utf8')));
    const values: unknown[] = [null, 7, 'text', [], {}, [null], true];
    // A fixed sample from the whole document.
    const sample = paths.filter((_, index) => index % 41 === 0);
    const { parseBundle, compareBundles } = await import('../../../src/diff/bundles.ts');
    const committed = parseBundle(readFileSync(COMMITTED, 'utf8'), 'committed');
    for (const [index, path] of sample.entries()) {
      const bundle = changed((b) => {
        const last = path.at(-1) ?? '';
        path.slice(0, -1).reduce((node, key) => node[key], b)[last] = values[index % values.length];
      });
      try {
        compareBundles(committed, parseBundle(JSON.stringify(bundle), 'mutated'));
      } catch (error) {
        expect((error as Error).name, `${path.join('/')}: ${(error as Error).stack}`).toBe('ContractError');
      }
    }
  });
});

test('diff compares a document with the one in the package by default', async () => {
  const copy = join(folder, 'copy.json');
  copyFileSync(SHIPPED, copy);
  expect((await cli('diff', copy)).status).toBe(0);
});
