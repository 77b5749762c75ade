/** The snippet for Python 3 with its standard library. */
import type { Json } from '../../contract/document.ts';
import { literalOf } from './literals.ts';
import type { Correction, Situation } from './situation.ts';

/** Returns a program that sends a request and handles the code. */
export function python(situation: Situation): string {
  const { request, body, emptyStatuses, baseUrl, retry, correction } = situation;
  const headers = Object.entries(request.headers).map(([name, value]) => `${text(name)}: ${text(value)}`);
  const modules = [
    'import json',
    ...(retry === 'backoff' ? ['import random'] : []),
    ...(retry === 'never' ? [] : ['import time']),
    'import urllib.error',
    ...(correction ? ['import urllib.parse'] : []),
    'import urllib.request',
  ];
  const method = request.method === 'GET' ? '' : `, method=${text(request.method)}`;
  const data = body === undefined ? '' : ', data=json.dumps(DATA).encode()';
  const isEmpty = emptyStatuses.map((status) => `response.status == ${status}`).join(' or ');
  return [
    ...modules,
    '',
    `URL = ${text(baseUrl + request.target)}`,
    `HEADERS = {${headers.join(', ')}}`,
    ...(body === undefined ? [] : [`DATA = ${literal(body)}`]),
    ...(correction ? ['', ...check(situation, correction)] : []),
    '',
    '',
    `def send(${retry === 'never' ? '' : 'attempt=1'}):`,
    `    request = urllib.request.Request(URL${data}, headers=HEADERS${method})`,
    '    try:',
    '        response = urllib.request.urlopen(request)',
    '    except urllib.error.HTTPError as failure:',
    '        response = failure',
    '    with response:',
    ...(isEmpty === '' ? [] : [`        if ${isEmpty}:`, '            return None']),
    '        body = json.load(response)',
    '    if body["success"] is True:',
    '        return body["data"]',
    '    error = body["error"]',
    ...onError(situation).map((line) => `    ${line}`),
    "    raise SystemExit(f\"{error['code']}: {error['message']}\")",
    '',
    '',
    'print(send())',
  ].join('\n');
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
    const details = fields.map((name) => `error[${text(name)}]`);
    return [
      `if error["code"] == ${text(code)}:`,
      ...advice.map((line) => `    # ${line}`),
      `    raise SystemExit(${['error["message"]', ...details].length > 1 ? `f"{error['message']} {[${details.join(', ').replaceAll('"', "'")}]}"` : 'error["message"]'})`,
    ];
  }
  const delay = `${backoff} * 2 ** (attempt - 1) * (0.5 + random.random() / 2)`;
  const wait =
    retry === 'wait' && waitField !== undefined
      ? ['# Send no other request with this token during the wait.', `time.sleep(error[${text(waitField)}])`]
      : hasRetryAfter
        ? [
            '# Exponential backoff with jitter, but at least the wait that the response names.',
            'named = response.headers.get("Retry-After", "")',
            `time.sleep(max(${delay}, int(named) if named.isdigit() else 0))`,
          ]
        : ['# Exponential backoff with jitter.', `time.sleep(${delay})`];
  return [
    `if error["code"] == ${text(code)} and attempt <= ${retries}:`,
    ...wait.map((line) => `    ${line}`),
    '    return send(attempt + 1)',
  ];
}

function check({ operation, baseUrl, values, request }: Situation, correction: Correction): string[] {
  const { name, input } = correction;
  const parameter = operation.parameters.find((candidate) => candidate.name === name);
  const first = `given = ${text(input)}`;
  const lines =
    'minimum' in correction
      ? [
          '# Keep the value in its range before the call.',
          first,
          `value = min(max(int(given), ${correction.minimum}), ${correction.maximum})`,
        ]
      : [
          '# Check the value before the call: only exact values are valid.',
          `SUPPORTED = [${correction.allowed.map(text).join(', ')}]`,
          first,
          'value = next((each for each in SUPPORTED if each.lower() == given.strip().lower()), None)',
          'if value is None:',
          '    raise SystemExit(f"Choose one of {\', \'.join(SUPPORTED)}.")',
        ];
  const [before = '', after = ''] = operation.path.split(`{${name}}`);
  const fill = (part: string) =>
    part.replace(/\{([^{}]+)\}/g, (_, other: string) => encodeURIComponent(String(values[other] ?? '')));
  const [, query] = request.target.split('?');
  const rest = query === undefined ? '' : ` + ${text(`?${query}`)}`;
  const apply =
    parameter?.in === 'path'
      ? `URL = ${text(baseUrl + fill(before))} + urllib.parse.quote(value, safe="") + ${text(fill(after))}${rest}`
      : `URL += ${query === undefined ? '"?"' : '"&"'} + urllib.parse.urlencode({${text(name)}: value})`;
  return [...lines, apply];
}

/** Returns a value as a Python literal. */
function literal(value: Json): string {
  return literalOf(value, { padding: '', key: text, simple });
}

function simple(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

/** Returns a string as a Python literal. JSON strings are valid in Python, too. */
function text(value: string): string {
  return JSON.stringify(value);
}
