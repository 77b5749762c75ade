/** How the package's client deals with a code: in words, and as a snippet of TypeScript. */
import { DEFAULTS } from '../client/options.ts';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { counted } from '../text/english.ts';
import { inline } from '../text/markdown.ts';
import { sentence } from './phrases.ts';
import { SANDBOX } from './sandbox-request.ts';

const { retries, backoffMs, backoffMaxMs, waitMaxMs } = DEFAULTS.retry;
const TIMES = `up to ${counted(retries, 'time')}`;

/** What the client does by itself where nobody tells it otherwise: its figures are those of its options. */
const BY_ITSELF = {
  never: 'hands the error over at once.',
  wait:
    `waits so long and asks again by itself, ${TIMES}. ` +
    `A wait over ${waitMaxMs / 1000} seconds is not begun: the error comes back at once.`,
  backoff:
    `asks again by itself, ${TIMES}: after about ${backoffMs / 1000} seconds, ` +
    `then twice as long each time, up to ${backoffMaxMs / 1000}.`,
};

/** What the client does with a code before its caller hears of it. */
export function clientInWords({ retry }: CatalogueEntry): string {
  return `The TypeScript client ${BY_ITSELF[retry]}`;
}

/**
 * A program that meets the code at the sandbox, and tells it from other failures.
 *
 * @param operation the one that it calls, with the examples of its parameters for their values
 */
export function handlingSnippet(entry: CatalogueEntry, operation: Operation, { basePath }: Contract): string {
  const values = operation.parameters
    .filter(({ required }) => required)
    .map(({ name, example }) => `${key(name)}: ${literal(example)}`);
  const call = `client.${operation.id}(${values.length > 0 ? `{ ${values.join(', ')} }` : ''})`;
  const fields = entry.fields.map(({ name }) => `${key(name)}: error${member(name)}`);
  const shown = fields.length > 0 ? `, { ${fields.join(', ')} }` : '';
  const before =
    entry.retry === 'never' ? '' : "  // The client's own retries are over, or there are none (retry: 0).\n";
  return `import { createClient } from 'social-data-contract';

const baseUrl = ${literal(SANDBOX.origin + basePath)};
const client = createClient({ baseUrl, token: ${literal(entry.testToken)} });
const { error } = await ${call};
if (error?.code === ${literal(entry.code)}) {
${before}  // ${sentence(inline(entry.solution))}
  console.error(error.message${shown});
}`;
}

/** A value as the house style writes it: strings in single quotes. */
function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const inside = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function key(name: string): string {
  return IDENTIFIER.test(name) ? name : literal(name);
}

function member(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${literal(name)}]`;
}
