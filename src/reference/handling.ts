/** Describes how the package's client handles a code: in sentences, and as a TypeScript snippet. */
import { DEFAULTS } from '../client/read-options.ts';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { counted } from '../text/english.ts';
import { inline } from '../text/markdown.ts';
import { sentence } from './phrases.ts';
import { SANDBOX } from './sandbox-request.ts';

const { retries, backoffMs, backoffMaxMs, waitMaxMs } = DEFAULTS.retry;
const UP_TO = `up to ${counted(retries, 'time')}`;

/** The client's behaviour with default options, by retry policy. */
const DEFAULT_BEHAVIOUR = {
  never: 'returns the error immediately.',
  wait:
    `waits that long and retries, ${UP_TO}. ` +
    `If the wait exceeds ${waitMaxMs / 1000} seconds, it returns the error immediately.`,
  backoff:
    `retries ${UP_TO}. It waits about ${backoffMs / 1000} seconds before the first retry, ` +
    `then twice as long each time, up to ${backoffMaxMs / 1000} seconds.`,
};

/** Returns sentences about what the client does with a code before it returns the error to its caller. */
export function clientInWords({ retry }: CatalogueEntry): string {
  return `The TypeScript client ${DEFAULT_BEHAVIOUR[retry]}`;
}

/**
 * Returns a program that receives the code from the sandbox and handles it.
 *
 * @param operation the operation that the program calls, with the example values of its parameters
 */
export function handlingSnippet(entry: CatalogueEntry, operation: Operation, { basePath }: Contract): string {
  const values = operation.parameters
    .filter(({ required }) => required)
    .map(({ name, example }) => `${key(name)}: ${literal(example)}`);
  const call = `client.${operation.id}(${values.length > 0 ? `{ ${values.join(', ')} }` : ''})`;
  const fields = entry.fields.map(({ name }) => `${key(name)}: error${member(name)}`);
  const details = fields.length > 0 ? `, { ${fields.join(', ')} }` : '';
  const retryComment =
    entry.retry === 'never' ? '' : '  // The client has no retries left, or retries are off (retry: 0).\n';
  return `import { createClient } from 'social-data-contract';

const baseUrl = ${literal(SANDBOX.origin + basePath)};
const client = createClient({ baseUrl, token: ${literal(entry.testToken)} });
const { error } = await ${call};
if (error?.code === ${literal(entry.code)}) {
${retryComment}  // ${sentence(inline(entry.solution))}
  console.error(error.message${details});
}`;
}

/** Returns a value as a TypeScript literal, with strings in single quotes. */
function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const content = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${content}'`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function key(name: string): string {
  return IDENTIFIER.test(name) ? name : literal(name);
}

function member(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${literal(name)}]`;
}
