/** Writes the requests of a case as commands for a shell: curl sends them again, in the same order. */
import { shellQuote } from '../../text/shell.ts';
import type { BodyText } from '../types.ts';
import type { Redactor } from './redact.ts';
import { ShellReferences } from './shell-references.ts';
import { DEFAULT_HEADERS, type WireRequest, type WireResponse } from './transport.ts';

/** One request of a case, or several identical ones. */
export interface Step {
  request: WireRequest;
  /** How often the request is sent. @default 1 */
  times?: number;
  /** Whether the responses do not matter. @default false */
  isSilent?: boolean;
  /** The values of the response that later requests contain. */
  captured?: readonly Capture[];
}

/** A value of a response. */
export interface Capture {
  name: string;
  /** A JSON pointer into the body. */
  pointer: string;
  value: string;
}

export interface CommandOptions {
  redactor: Redactor;
  /** The environment variables with secrets of the profile, by name. */
  variables: Readonly<Record<string, string>>;
  /** The time limit of one response; the commands have it if there was no response. */
  timeoutMs: number;
  /** Whether to accept a TLS certificate that is not trusted. */
  insecure: boolean;
}

const MASK_NOTE = '# Replace each *** by the secret, which a report does not contain.';

/**
 * Returns the commands, one per line.
 *
 * @param response the response to the last request, if there was one
 */
export function commandsOf(
  steps: readonly Step[],
  response: WireResponse | undefined,
  { redactor, variables, timeoutMs, insecure }: CommandOptions,
): string {
  const shown = steps.filter(({ isSilent, captured = [] }) => !isSilent && captured.length === 0);
  const hasOne = shown.reduce((sum, { times = 1 }) => sum + times, 0) === 1;
  // A body has no line feed at its end.
  const print = hasOne ? 'curl -i' : "curl -i -w '\\n'";
  const known = { ...variables };
  let hasMasked = false;
  const lines = steps.flatMap((step) => {
    const references = new ShellReferences(redactor, known);
    const flags = [
      ...(insecure ? ['--insecure'] : []),
      ...(response ? [] : ['--max-time', String(Math.ceil(timeoutMs / 1000))]),
      // The tester accepts these content codings in every request.
      ...(response?.headers.has('content-encoding') ? ['--compressed'] : []),
    ];
    const request = [...flags, ...wordsOf(step.request, references)].join(' ');
    const input = inputOf(step.request.body, references);
    hasMasked ||= references.hasMasked;
    for (const { name, value } of step.captured ?? []) known[variableOf(name)] = value;
    return linesOf(step, request, print, input);
  });
  return [...(hasMasked ? [MASK_NOTE] : []), ...lines].join('\n');
}

/**
 * @param request the arguments of curl
 * @param print the command that prints a response
 * @param input the command whose output curl sends, with a pipe; empty if the body is an argument
 */
function linesOf(
  { times = 1, isSilent = false, captured = [] }: Step,
  request: string,
  print: string,
  input: string,
): string[] {
  if (captured.length > 0) {
    return [
      `response=$(${input}curl -s ${request})`,
      ...captured.map(({ name, pointer }) => `${variableOf(name)}=$(${readerOf(pointer)})`),
    ];
  }
  const command = input + (isSilent ? `curl -s -o /dev/null ${request}` : `${print} ${request}`);
  return [times > 1 || isSilent ? `for i in $(seq ${times}); do ${command}; done` : command];
}

/** Returns the name of the variable with a captured value. The prefix keeps variables like PATH unchanged. */
function variableOf(name: string): string {
  return `captured_${name.replaceAll('-', '_')}`;
}

/** Returns a command that prints a value of `$response`. */
function readerOf(pointer: string): string {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => `[${JSON.stringify(key.replaceAll('~1', '/').replaceAll('~0', '~'))}]`);
  return `node -p ${shellQuote(`JSON.parse(process.argv[1])${keys.join('')}`)} "$response"`;
}

/** Returns the command that writes a body of several parts to a pipe. */
function inputOf(body: BodyText | undefined, references: ShellReferences): string {
  if (body === undefined || typeof body === 'string') return '';
  const commands = body.map((part) => {
    if (typeof part === 'string') return `printf %s ${references.body(part)}`;
    if (part.times === 1) return `printf ${shellQuote(octal(part.text))}`;
    return `yes ${shellQuote(part.text)} | head -n ${part.times} | tr -d '\\n'`;
  });
  return `{ ${commands.join('; ')}; } | `;
}

/** Returns the bytes of a text as `printf` reads them. */
function octal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** The methods with which Node sends the length of an empty body. */
const WITH_LENGTH = new Set(['POST', 'PUT', 'PATCH']);

/** Returns the arguments of curl that send a request as the tester does. */
function wordsOf(
  { method, url, headers, body, secretHeaders }: WireRequest,
  references: ShellReferences,
): string[] {
  const has = (name: string) => Object.keys(headers).some((other) => other.toLowerCase() === name);
  const accept = has('accept') ? {} : { Accept: DEFAULT_HEADERS.Accept };
  const fields = Object.entries({ ...accept, ...headers }).map(([name, value]) =>
    references.header(name, value, secretHeaders?.has(name)),
  );
  const data = body ?? (WITH_LENGTH.has(method) ? '' : undefined);
  const dataWords =
    typeof data === 'string' ? ['--data-raw', references.body(data)] : ['--data-binary', '@-'];
  return [
    '--path-as-is',
    // curl reads brackets as a range of URLs.
    ...(/[[\]{}]/.test(url.href) ? ['--globoff'] : []),
    ...(url.protocol === 'https:' ? ['--http1.1'] : []),
    // `-X HEAD` would wait for a body that is never sent.
    ...(method === 'HEAD' ? ['--head'] : method === 'GET' && data === undefined ? [] : ['-X', method]),
    ...fields.flatMap((field) => ['-H', field]),
    // curl adds a media type to a body.
    ...(data !== undefined && !has('content-type') ? ['-H', shellQuote('Content-Type:')] : []),
    ...(data === undefined ? [] : dataWords),
    references.url(url.href),
  ];
}
