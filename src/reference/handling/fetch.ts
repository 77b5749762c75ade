/** The snippet for JavaScript with plain `fetch`, for browsers and Node. */
import type { Correction, Situation } from './situation.ts';
import { literal, member } from './typescript.ts';

/** Returns a program that sends a request and handles the code. */
export function plainFetch(situation: Situation): string {
  const { request, body, emptyStatuses, retry, correction } = situation;
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `${literal(name)}: ${literal(value)}`,
  );
  const method = request.method === 'GET' ? '' : `method: ${literal(request.method)}, `;
  const payload = body === undefined ? '' : 'body: JSON.stringify(payload), ';
  const isEmpty = emptyStatuses.map((status) => `response.status === ${status}`).join(' || ');
  const parameter = retry === 'never' ? '' : 'attempt = 1';
  return [
    ...(correction ? [...check(correction), ''] : []),
    ...address(situation),
    headers.length === 0 ? 'const headers = {};' : `const headers = { ${headers.join(', ')} };`,
    ...(body === undefined ? [] : [`const payload = ${literal(body)};`]),
    '',
    `async function send(${parameter}) {`,
    `  const response = await fetch(url, { ${method}headers, ${payload}redirect: 'manual' });`,
    ...(isEmpty === '' ? [] : [`  if (${isEmpty}) return undefined;`]),
    '  const body = await response.json();',
    '  if (body.success === true) return body.data;',
    '  const { error } = body;',
    ...onError(situation).map((line) => `  ${line}`),
    "  throw new Error(error.code + ': ' + error.message);",
    '}',
    '',
    'console.log(await send());',
  ].join('\n');
}

/** Returns the lines that create the URL, with the corrected value. */
function address({ request, baseUrl, operation, values, correction }: Situation): string[] {
  const isInPath = correction && operation.path.includes(`{${correction.name}}`);
  if (!isInPath) {
    const set = correction ? [`url.searchParams.set(${literal(correction.name)}, value);`] : [];
    return [`const url = new URL(${literal(baseUrl + request.target)});`, ...set];
  }
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    name === correction.name
      ? `\${encodeURIComponent(value)}`
      : encodeURIComponent(String(values[name] ?? '')),
  );
  const [, query] = request.target.split('?');
  return [`const url = \`${baseUrl}${path}${query === undefined ? '' : `?${query}`}\`;`];
}

function onError({
  code,
  retry,
  retries,
  backoff,
  waitField,
  hasRetryAfter,
  advice,
  fields,
}: Situation): string[] {
  if (retry === 'never') {
    const details = fields.map((name) => `error${member(name)}`);
    return [
      `if (error.code === ${literal(code)}) {`,
      ...advice.map((text) => `  // ${text}`),
      ...(details.length > 0 ? [`  console.error(${details.join(', ')});`] : []),
      '  throw new Error(error.message);',
      '}',
    ];
  }
  const delay = `${backoff} * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)`;
  const wait =
    retry === 'wait' && waitField !== undefined
      ? [
          '// Send no other request with this token during the wait.',
          `const seconds = error${member(waitField)};`,
        ]
      : hasRetryAfter
        ? [
            '// Exponential backoff with jitter, but at least the wait that the response names.',
            `const backoff = ${delay};`,
            "const seconds = Math.max(backoff, Number(response.headers.get('Retry-After')) || 0);",
          ]
        : ['// Exponential backoff with jitter.', `const seconds = ${delay};`];
  return [
    `if (error.code === ${literal(code)} && attempt <= ${retries}) {`,
    ...wait.map((line) => `  ${line}`),
    '  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));',
    '  return send(attempt + 1);',
    '}',
  ];
}

function check(correction: Correction): string[] {
  const first = `const input = ${literal(correction.input)};`;
  if ('minimum' in correction)
    return [
      '// Keep the value in its range before the call.',
      first,
      `const value = Math.min(Math.max(Math.trunc(Number(input)) || ${correction.minimum}, ${correction.minimum}), ${correction.maximum});`,
    ];
  return [
    '// Check the value before the call: only exact values are valid.',
    `const supported = [${correction.allowed.map((value) => literal(value)).join(', ')}];`,
    first,
    'const value = supported.find((each) => each.toLowerCase() === input.trim().toLowerCase());',
    "if (value === undefined) throw new Error('Choose one of: ' + supported.join(', '));",
  ];
}
