/** Schemas compiled to JavaScript, also for a contract with many more schemas than the one of this repository. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { standaloneValidators } from '../../../scripts/build/standalone-validators.ts';
import { ROOT } from '../../helpers/project.ts';

type Validators = Record<string, (value: unknown) => boolean>;

test('many schemas become one module, and each validator checks the value of its schema', async () => {
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  // A schema that refers to the next one and to itself becomes a function of its own.
  const schemas = numbers.map((number) => [
    `Schema${number}`,
    {
      type: 'object',
      required: ['number'],
      properties: {
        number: { const: number },
        next: { $ref: `#/components/schemas/Schema${(number + 1) % numbers.length}` },
        time: { type: 'string', format: 'date-time' },
      },
    },
  ]);
  const document = { components: { schemas: Object.fromEntries(schemas) } };
  const pointers = numbers.map((number) => `#/components/schemas/Schema${number}`);
  const { code, names } = standaloneValidators(document, pointers);
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(ROOT, 'src/contract') },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  const text = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  const validators = (await import(`data:text/javascript;base64,${text}`)) as Validators;
  for (const number of numbers) {
    const validate = validators[names[number] ?? ''];
    expect(validate?.({ number, next: { number: (number + 1) % numbers.length } })).toBe(true);
    expect(validate?.({ number: number + 1 })).toBe(false);
    expect(validate?.({ number, time: '2026-01-15 08:30:00Z' })).toBe(false);
  }
});
