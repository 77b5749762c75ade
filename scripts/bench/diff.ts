/** Measures `diff`: a whole comparison next to `redocly diff`, and how its time grows with the documents. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/contract/document.ts';
import { compareDocuments } from '../../src/diff/compare.ts';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import { type Bench, type BenchResult, inTurn, processorTime, rowsOf, timeOf } from './measure.ts';

const ROUNDS = 5;

const SIZES = [1000, 2000, 4000] as const;

/** A document with a part that has a size, and a change of that part. */
interface Subject {
  name: string;
  grow(bundle: JsonObject, size: number): void;
  change(bundle: JsonObject): void;
}

export const benchDiff: Bench = async (project) => [
  await comparedWithRedocly(project),
  await growth(project),
];

async function comparedWithRedocly(project: Project): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'social-data-diff-'));
  try {
    const [old, next] = [bundleOf(project), bundleOf(project)];
    at(next, 'components/parameters/LimitParameter/schema').maximum = 50;
    writeFileSync(join(folder, 'old.json'), JSON.stringify(old));
    writeFileSync(join(folder, 'new.json'), JSON.stringify(next));
    const documents = ['diff', 'old.json', 'new.json', '--fail-on', 'none'];
    const measured = await inTurn(ROUNDS, [
      () => timeOf({ args: [commandOf(project), ...documents], cwd: folder }),
      () => timeOf({ args: [binOf('@redocly/cli', 'redocly'), ...documents], cwd: folder }),
    ]);
    const title = 'Wall time of one comparison of two bundles (median, ratio to diff)';
    const show = (ms: number) => `${ms.toFixed(0)} ms`;
    return { title, rows: rowsOf(['diff', 'redocly diff'], measured, show) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function growth(project: Project): Promise<BenchResult> {
  const contenders = SUBJECTS.flatMap((subject) =>
    SIZES.map((size) => {
      const [old, next] = [bundleOf(project), bundleOf(project)];
      for (const bundle of [old, next]) subject.grow(bundle, size);
      subject.change(next);
      return async () => processorTime(() => compareDocuments(old, next));
    }),
  );
  const measured = await inTurn(ROUNDS, contenders);
  const rows = SUBJECTS.map(({ name }, index) => {
    // Other work on the machine only adds time.
    const times = SIZES.map((_, size) => Math.min(...(measured[index * SIZES.length + size] ?? [])));
    const [first = 0, last = 0] = [times.at(0), times.at(-1)];
    return {
      name,
      value: `${last.toFixed(0)} ms`,
      ratio: (last / first) * (SIZES[0] / (SIZES.at(-1) ?? Number.NaN)),
      note: `${times.map((time) => time.toFixed(0)).join(', ')} ms`,
    };
  });
  const title = `Processor time of diff for ${SIZES.join(', ')} parts (value at ${SIZES.at(-1)}; ratio to linear growth, at most 1 is linear)`;
  return { title, rows };
}

const SCHEMAS = 'components/schemas';

const SUBJECTS: readonly Subject[] = [
  {
    name: 'schemas that no operation uses',
    grow: (bundle, size) => {
      for (let index = 0; index < size; index++) at(bundle, SCHEMAS)[`Unused${index}`] = objectOf(index);
    },
    change: (bundle) => addDescription(at(bundle, `${SCHEMAS}/Unused0`)),
  },
  {
    name: 'fields of one object',
    grow: (bundle, size) => {
      for (let index = 0; index < size; index++)
        at(bundle, `${SCHEMAS}/Post/properties`)[`field${index}`] = { type: 'string', maxLength: index + 1 };
    },
    change: (bundle) => {
      at(bundle, `${SCHEMAS}/Post/properties/field0`).maxLength = 100;
    },
  },
  {
    name: 'schemas in a chain of references',
    grow: (bundle, size) => {
      for (let index = 0; index < size; index++)
        at(bundle, SCHEMAS)[`Link${index}`] = {
          type: 'object',
          properties: {
            next: index === size - 1 ? { type: 'string' } : { $ref: `#/${SCHEMAS}/Link${index + 1}` },
          },
        };
      at(bundle, `${SCHEMAS}/Post/properties`).link = { $ref: `#/${SCHEMAS}/Link0` };
    },
    change: (bundle) => {
      at(bundle, `${SCHEMAS}/Link0`).maxProperties = 1;
    },
  },
  {
    name: 'values of one list',
    grow: (bundle, size) => {
      at(bundle, `${SCHEMAS}/Post/properties`).value = {
        enum: Array.from({ length: size }, (_, index) => `v${index}`),
      };
    },
    change: (bundle) => {
      (at(bundle, `${SCHEMAS}/Post/properties/value`).enum as Json[]).pop();
    },
  },
  {
    name: 'operations',
    grow: (bundle, size) => {
      const [path = ''] = Object.keys(at(bundle, 'paths'));
      const { get } = at(bundle, 'paths')[path] as JsonObject;
      for (let index = 0; index < size; index++)
        at(bundle, 'paths')[`/copy${index}${path}`] = {
          get: { ...(get as JsonObject), operationId: `copy${index}` },
        };
    },
    change: (bundle) => {
      at(bundle, 'components/parameters/LimitParameter/schema').maximum = 50;
    },
  },
];

function objectOf(index: number): JsonObject {
  return {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, name: { const: `n${index}` } },
  };
}

function addDescription(schema: JsonObject): void {
  schema.description = 'Another text.';
}

function bundleOf({ generated }: Project): JsonObject {
  return JSON.parse(readFileSync(join(generated, 'openapi.json'), 'utf8')) as JsonObject;
}

/** Returns the object at a path of the bundle. */
function at(bundle: JsonObject, path: string): JsonObject {
  return path.split('/').reduce<Json>((node, key) => (node as JsonObject)[key] as Json, bundle) as JsonObject;
}
