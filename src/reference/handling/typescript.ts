/** The snippet for TypeScript with the client of this package. */
import type { Json } from '../../contract/document.ts';
import { literalOf } from './literals.ts';
import type { Correction, Situation } from './situation.ts';

/** Returns a program that calls an operation and handles the code. */
export function typescript(situation: Situation): string {
  const { code, operation, values, body, baseUrl, token, correction } = situation;
  const given = body === undefined ? values : { ...values, body };
  const corrected = correction ? { ...given, [correction.name]: null } : given;
  const fields = Object.entries(corrected).map(
    ([name, value]) => `${key(name)}: ${name === correction?.name ? 'value' : literal(value, '  ')}`,
  );
  const parameters = fields.some((field) => field.includes('\n'))
    ? `{\n${fields.map((field) => `  ${field},\n`).join('')}}`
    : `{ ${fields.join(', ')} }`;
  const call = `client.${operation.id}(${fields.length > 0 ? parameters : ''})`;
  return [
    "import { createClient } from 'social-data-contract';",
    '',
    `const baseUrl = ${literal(baseUrl)};`,
    `const client = createClient({ baseUrl, token: ${literal(token)} });`,
    ...(correction ? ['', ...check(correction)] : []),
    '',
    ...before(situation),
    `const result = await ${call};`,
    'if (result.success) {',
    '  console.log(result.data);',
    `} else if (result.error.code === ${literal(code)}) {`,
    ...onError(situation).map((line) => `  ${line}`),
    '} else {',
    '  throw new Error(result.error.message);',
    '}',
  ].join('\n');
}

function before({ retry, retries, waitField }: Situation): string[] {
  if (retry === 'wait')
    return [`// The client waits \`${waitField}\` seconds and retries, up to ${retries} times.`];
  if (retry === 'backoff') return [`// The client retries with exponential backoff, up to ${retries} times.`];
  return [];
}

function onError({ retry, waitField, advice, fields }: Situation): string[] {
  if (retry === 'wait' && waitField !== undefined)
    return [
      '// All retries failed, or the wait is too long for the client.',
      `console.error('Try again later. Seconds to wait:', result.error${member(waitField)});`,
    ];
  if (retry === 'backoff')
    return [
      '// All retries failed. Try again in some minutes.',
      'console.error(result.error.message, result.error.requestId);',
    ];
  const details = fields.map((name) => `${key(name)}: result.error${member(name)}`);
  const argument = details.length > 0 ? `, { ${details.join(', ')} }` : '';
  return [
    ...advice.map((text) => `// ${text}`),
    `console.error(result.error.message${argument});`,
    'process.exitCode = 1;',
  ];
}

function check(correction: Correction): string[] {
  const first = `const input: string = ${literal(correction.input)};`;
  if ('minimum' in correction)
    return [
      '// Keep the value in its range before the call.',
      first,
      `const value = Math.min(Math.max(Math.trunc(Number(input)) || ${correction.minimum}, ${correction.minimum}), ${correction.maximum});`,
    ];
  return [
    '// Check the value before the call: only exact values are valid.',
    `const supported = [${correction.allowed.map((value) => literal(value)).join(', ')}] as const;`,
    first,
    'const value = supported.find((each) => each.toLowerCase() === input.trim().toLowerCase());',
    "if (value === undefined) throw new Error('Choose one of: ' + supported.join(', '));",
  ];
}

/**
 * Returns a value as a TypeScript literal, with strings in single quotes.
 *
 * @param indent the white space before the lines after the first one
 */
export function literal(value: Json, indent = ''): string {
  return literalOf(value, { padding: ' ', key, simple }, indent);
}

function simple(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const content = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${content}'`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function key(name: string): string {
  return IDENTIFIER.test(name) ? name : literal(name);
}

/** Returns the access to a property. */
export function member(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${literal(name)}]`;
}
