/** `social-data-contract diff`: every kind of change, in both directions, and what it prints. */
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
import { BOTH, CASES, limit } from '../../helpers/diff/cases.ts';
import { cli } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';

interface Told {
  kind: string;
  impact: string;
  breaks: string[];
  subject: string;
  message: string;
  operations: string[];
  old?: string;
  new?: string;
}

/** What `--format json` prints. */
interface Comparison {
  changes: Told[];
  counts: Record<string, number>;
  impact?: string;
  proposed?: string;
  sufficient?: boolean;
}

const folder = temporaryFolder('diff');
const operations = contract.operations.map(({ id }) => id);

async function diff(old: string, next: string, ...flags: string[]) {
  const { status, stdout, stderr } = await cli('diff', old, next, '--format', 'json', ...flags);
  expect(stderr).toBe('');
  return { status, ...(JSON.parse(stdout) as Comparison) };
}

/** What is told of a change in one line, wording aside. */
const inShort = (changes: readonly Told[]) =>
  changes
    .filter(({ kind }) => kind !== 'text-changed')
    .map(({ kind, impact, breaks, subject }) => [`${kind} ${impact} ${breaks.join('+')}`.trim(), subject]);

const GRAVEST = ['breaking', 'feature', 'patch'];
const NEXT: Record<string, string> = { breaking: '2.0.0', feature: '1.1.0', patch: '1.0.1' };

describe.concurrent('every kind of change has its verdict, and its reverse', () => {
  test.for(CASES)('%s', async ([name, change, there, back, subject]) => {
    const other = writeChanged(join(folder, `${name.replaceAll(' ', '-')}.json`), change);
    for (const [[from, to], expected] of [
      [[COMMITTED, other], there],
      [[other, COMMITTED], back],
    ] as const) {
      const { status, changes, proposed, impact } = await diff(from, to);
      const told = inShort(changes);
      expect(told.map(([what]) => what).sort()).toEqual(expected.split('|').sort());
      for (const [, of] of told)
        expect(of).toEqual(typeof subject === 'string' ? subject : expect.stringMatching(subject));
      const gravest = GRAVEST.find((one) => expected.includes(` ${one}`)) ?? '';
      expect({ status, impact, proposed }).toEqual({
        status: gravest === 'breaking' ? 1 : 0,
        impact: gravest,
        proposed: NEXT[gravest],
      });
    }
  });
});

describe.concurrent('what is written otherwise and means the same is said to be that', () => {
  const schemas = (change: (all: Bundle) => void) => (b: Bundle) => change(b.components.schemas);
  test.for<[string, (bundle: Bundle) => void]>([
    ['types in another order', schemas(({ Post }) => Post.properties.content.type.reverse())],
    [
      'one type as a list',
      schemas(({ Author }) => {
        Author.properties.username.type = ['string'];
      }),
    ],
    [
      'what holds where nothing is said',
      schemas(({ Post }) => {
        Object.assign(Post.properties.hashtags, { uniqueItems: false, minItems: 0 });
        Post.additionalProperties = true;
      }),
    ],
    ['the fields of a sum', schemas(({ Engagement }) => Engagement['x-relations'][0].sum.reverse())],
    ['values that mean the same', schemas(({ Platform }) => Platform['x-same'][0].reverse())],
    ['what is required', schemas(({ Post }) => Post.required.reverse())],
    ['parameters in another order', (b) => Object.values<Bundle>(b.paths)[0].get.parameters.reverse()],
    ['the style that a parameter has', (b) => Object.assign(limit(b), { style: 'form', explode: true })],
    [
      'one value in a list',
      (b) => {
        const { success } = b.components.responses.PostsPage.content['application/json'].schema.properties;
        success.enum = [success.const];
        delete success.const;
      },
    ],
  ])('%s', async ([name, change]) => {
    const other = writeChanged(join(folder, `same-${name.replaceAll(' ', '-')}.json`), change);
    for (const pair of [
      [COMMITTED, other],
      [other, COMMITTED],
    ] as const) {
      const { changes, proposed } = await diff(...pair);
      expect(proposed).toBe('1.0.1');
      expect([...new Set(changes.map(({ message }) => message))]).toEqual([
        'is written otherwise, and means the same',
      ]);
    }
  });
});

describe('what is deep in a document', () => {
  const [from, to] = [join(folder, 'deep-old.json'), join(folder, 'deep-new.json')];

  test('a field of a field is seen, whatever its name', async () => {
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
    expect(inShort(changes)).toEqual([[`type-changed ${BOTH}`, 'INVALID_PARAMETERS.details[].code']]);
  });

  test('the body of each media type is seen', async () => {
    const second = (type: string) => (b: Bundle) => {
      b.components.responses.PostsPage.content['application/x-thing'] = {
        schema: { type: 'object', properties: { note: { type } } },
      };
    };
    const { changes } = await diff(writeChanged(from, second('string')), writeChanged(to, second('integer')));
    expect(inShort(changes)).toEqual([[`type-changed ${BOTH}`, 'status 200 envelope.note']]);
  });

  test('what no rule reads is told beside changes that are', async () => {
    const other = writeChanged(to, (b) => {
      b.webhooks = { low: { post: { parameters: [], responses: {} } } };
      b.info.description = 'Another.';
    });
    const { changes, proposed } = await diff(COMMITTED, other);
    expect(inShort(changes)).toEqual([[`document-changed ${BOTH}`, '#/webhooks']]);
    expect([changes.length, proposed]).toEqual([2, '2.0.0']);
  });

  test('a code under two statuses is refused, with both', async () => {
    const other = writeChanged(to, (b) => {
      const [first] = Object.values<Bundle>(b.paths);
      first.get.responses[409] = first.get.responses[403];
      delete first.get.responses[403];
    });
    const { status, stderr } = await cli('diff', COMMITTED, other);
    expect(status).toBe(2);
    expect(stderr).toMatch(/ACCOUNT_INACTIVE stands under \d+ and under \d+: a code has one status\./);
  });

  // Each is followed from wherever it is referred to: without an end to that, this takes hours.
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

describe('what it tells', () => {
  const next = join(folder, 'told.json');
  const write = (change: (bundle: Bundle) => void) => writeChanged(next, change);

  test('nothing, of a document and itself', async () => {
    expect(await diff(COMMITTED, COMMITTED)).toMatchObject({
      status: 0,
      changes: [],
      proposed: '1.0.0',
      sufficient: true,
      counts: { breaking: 0, feature: 0, patch: 0 },
    });
    const { stdout } = await cli('diff', SHIPPED);
    expect(stdout).toBe(
      `${contract.title} ${contract.version} → ${contract.version}: no change\n\nThe version stays ${contract.version}. The new document says so.\n`,
    );
  });

  test('nothing, of the same in another form', async () => {
    const yaml = join(folder, 'same.yaml');
    const sorted = changed((bundle) => {
      bundle.components.schemas = Object.fromEntries(Object.entries(bundle.components.schemas).reverse());
      bundle.info.version = '1.0.1';
    });
    writeFileSync(yaml, stringify(sorted));
    expect((await diff(COMMITTED, yaml)).changes).toEqual([]);
  });

  test('a change of what operations share once, with all of them and its place in both', async () => {
    const { changes } = await diff(
      COMMITTED,
      write((b) => {
        limit(b).schema.maximum = 50;
      }),
    );
    const place = '#/components/parameters/Limit/schema/maximum';
    expect(changes).toEqual([
      {
        kind: 'bound-tightened',
        impact: 'breaking',
        breaks: ['callers'],
        subject: 'query parameter limit',
        message: 'has the maximum 50, and had 100',
        operations,
        old: place,
        new: place,
      },
    ]);
  });

  test('words, which are a patch', async () => {
    const { changes, proposed, status } = await diff(
      COMMITTED,
      write((b) => {
        b.info.description = 'Another.';
        b.components.schemas.NOT_FOUND['x-error'].meaning = 'No such endpoint';
        b.components.schemas.Post.properties.id.example = 7;
        b.components.responses.NotFound.content['application/json'].examples.NOT_FOUND.value.error.message =
          'No.';
        b.components.schemas.Post.title = 'Post';
      }),
    );
    expect({ status, proposed }).toEqual({ status: 0, proposed: '1.0.1' });
    expect(changes.map(({ kind, impact, new: place }) => [kind, impact, place]).sort()).toEqual(
      [
        '#/components/responses/NotFound/content/application~1json/examples/NOT_FOUND',
        '#/components/schemas/NOT_FOUND/x-error/meaning',
        '#/components/schemas/Post/properties/id/example',
        '#/components/schemas/Post/title',
        '#/info/description',
      ].map((place) => ['text-changed', 'patch', place]),
    );
  });

  test('no words, where a property is called like one', async () => {
    const named = (type: string) => (b: Bundle) => {
      b.components.schemas.Post.properties.description = { type };
    };
    const old = writeChanged(join(folder, 'named.json'), named('string'));
    expect(inShort((await diff(old, write(named('integer')))).changes)).toEqual([
      [`type-changed ${BOTH}`, 'data.posts[].description'],
    ]);
  });

  test('a schema that contains itself', async () => {
    const recursive = (maximum: number) => (b: Bundle) => {
      b.components.schemas.Post.properties.replies = {
        type: 'array',
        maxItems: maximum,
        items: { $ref: '#/components/schemas/Post' },
      };
    };
    const old = writeChanged(join(folder, 'recursive.json'), recursive(2));
    expect(inShort((await diff(old, write(recursive(1)))).changes)).toEqual([
      ['bound-tightened breaking servers', 'data.posts[].replies'],
    ]);
  });

  test('a composed schema that contains itself', async () => {
    const recursive = (maximum: number) => (b: Bundle) => {
      b.components.schemas.Post.properties.reply = {
        description: 'What it answers.',
        anyOf: [{ $ref: '#/components/schemas/Post' }, { type: 'string', maxLength: maximum }],
      };
    };
    const old = writeChanged(join(folder, 'composed.json'), recursive(2));
    expect((await diff(old, old)).changes).toEqual([]);
    expect(inShort((await diff(old, write(recursive(1)))).changes)).toEqual([
      [`bound-changed ${BOTH}`, 'data.posts[].reply'],
    ]);
  });

  test('the gravest first, as text', async () => {
    const file = write((b) => {
      b.info.version = '1.0.1';
      b.info.title = 'An API';
      limit(b).schema.maximum = 50;
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
    });
    const { stdout, status } = await cli('diff', COMMITTED, file);
    expect(status).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      `${contract.title} 1.0.0 → An API 1.0.1: 1 breaking change, 1 feature, 1 patch`,
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
    expect(stdout).toMatch(/Next version: 2\.0\.0\. The new document says 1\.0\.1, which is too low\.\n$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a pipe gets no colours
    expect(stdout).not.toMatch(/\x1b/);
  });

  test('new codes by name, as Markdown for a pull request', async () => {
    const file = write((b) => {
      b.info.version = '1.1.0';
      addCode(b, 'NEW_CODE', 'INTERNAL_ERROR');
      b.components.schemas.NEW_CODE['x-error'].meaning = '<b>Bold</b> | @all';
    });
    const { stdout, status } = await cli('diff', COMMITTED, file, '--format', 'markdown');
    expect(status).toBe(0);
    expect(stdout).toContain('## Social Data API 1.0.0 → 1.1.0: 1 feature\n');
    expect(stdout).toContain('Next version: 1.1.0. The new document says so.');
    expect(stdout).toContain('New codes: `NEW_CODE`');
    expect(stdout).toContain('\\<b\\>Bold');
  });

  test('what steers a terminal is made visible', async () => {
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
  ])('the version after %s, where the change is %s', async ([old, impact, proposed, says, sufficient]) => {
    const from = writeChanged(join(folder, 'version.json'), (b) => {
      b.info.version = old;
    });
    const to = write((b) => {
      b.info.version = says;
      if (impact === 'breaking') limit(b).required = true;
      if (impact === 'feature') limit(b).deprecated = true;
      if (impact === 'patch') b.info.title = 'An API';
    });
    const found = await diff(from, to);
    expect({ proposed: found.proposed, sufficient: found.sufficient }).toEqual({ proposed, sufficient });
  });

  test('no next version, where the old one is none', async () => {
    const old = writeChanged(join(folder, 'unversioned.json'), (b) => {
      b.info.version = '2026-11-22';
    });
    const { stdout } = await cli('diff', old, COMMITTED);
    expect(stdout).toContain('No next version is proposed: 2026-11-22 is no MAJOR.MINOR.PATCH.');
  });
});

describe('the exit status', () => {
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

describe('wrong usage and broken documents are one clear sentence and status 2', () => {
  const broken = (name: string, change: (bundle: Bundle) => void) =>
    writeChanged(join(folder, `${name}.json`), change);
  const text = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test.for<[string, () => string[], RegExp]>([
    ['no document', () => [], /missing required argument 'old'/],
    ['a third one', () => [COMMITTED, COMMITTED, COMMITTED], /too many arguments/],
    [
      'a format that is none',
      () => [COMMITTED, '--format', 'xml'],
      /Allowed choices are text, json, markdown/,
    ],
    [
      'an impact that is none',
      () => [COMMITTED, '--fail-on', 'major'],
      /Allowed choices are breaking, feature, patch, none/,
    ],
    ['no such file', () => ['nowhere.json'], /nowhere\.json: there is no such file/],
    ['broken JSON', () => [COMMITTED, text('broken.json', '{"openapi":')], /broken\.json is broken/],
    ['no OpenAPI', () => [COMMITTED, text('none.yaml', 'a: 1')], /none\.yaml is no OpenAPI document/],
    [
      'no contract',
      () => [COMMITTED, text('bare.yaml', 'openapi: 3.1.1\npaths: {}')],
      /bare\.yaml is no bundle of the contract\. The spec has no operation/,
    ],
    [
      'a code without its retry policy',
      () => [
        broken('incomplete', (b) => {
          delete b.components.schemas.NOT_FOUND['x-error'].retry;
        }),
      ],
      /incomplete\.json is no bundle of the contract\. The spec lacks a text at #\/components\/schemas\/NOT_FOUND\/x-error\/retry/,
    ],
    [
      'a reference to nothing, in the one that has it',
      () => [
        COMMITTED,
        broken('dangling', (b) => {
          b.components.schemas.Post.properties.media = { $ref: '#/components/schemas/Nothing' };
        }),
      ],
      /dangling\.json is no bundle of the contract\. The spec has no object at #\/components\/schemas\/Nothing/,
    ],
    [
      'a document without an end',
      () => {
        const endless = text(
          'endless.yaml',
          `${stringify(changed(() => {}))}x-endless: &a
  b: *a
`,
        );
        return [endless, endless];
      },
      /endless\.yaml is broken: it is nested more than \d+ levels deep/,
    ],
  ])('%s', async ([, args, says]) => {
    const { status, stdout, stderr } = await cli('diff', ...args());
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('any damage to the second document is a result or a sentence', async () => {
    const places = (value: Bundle, path: string[] = []): string[][] =>
      (typeof value === 'object' && value !== null ? Object.keys(value) : []).flatMap((key) => [
        [...path, key],
        ...places(value[key], [...path, key]),
      ]);
    const all = places(JSON.parse(readFileSync(COMMITTED, 'utf8')));
    const damages: unknown[] = [null, 7, 'text', [], {}, [null], true];
    // The same places each time, from all over the document.
    const chosen = all.filter((_, index) => index % 41 === 0);
    const { parseBundle, compareBundles } = await import('../../../src/diff/bundles.ts');
    const committed = parseBundle(readFileSync(COMMITTED, 'utf8'), 'committed');
    for (const [index, path] of chosen.entries()) {
      const bundle = changed((b) => {
        const last = path.at(-1) ?? '';
        path.slice(0, -1).reduce((node, key) => node[key], b)[last] = damages[index % damages.length];
      });
      try {
        compareBundles(committed, parseBundle(JSON.stringify(bundle), 'damaged'));
      } catch (error) {
        expect((error as Error).name, `${path.join('/')}: ${(error as Error).stack}`).toBe('ContractError');
      }
    }
  });
});

test('the old document may be the older copy of the one that ships', async () => {
  const copy = join(folder, 'copy.json');
  copyFileSync(SHIPPED, copy);
  expect((await cli('diff', copy)).status).toBe(0);
});
