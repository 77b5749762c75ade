/** The profile that `verify --init` writes: every key, with a comment. */
import type { Contract, Parameter } from '../../contract/model.ts';
import { casesOf } from '../cases/cases.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import { DEFAULTS } from '../run/defaults.ts';

/**
 * Returns a commented profile for a contract, as YAML. A line of an example starts with `#` and a key; a line of text
 * starts with `#` and one space.
 *
 * @param schema the path or URL of the JSON Schema of profiles, for editors
 */
export function profileTemplate(contract: Contract, schema: string): string {
  const natural = new Set(
    casesOf(contract)
      .filter(({ provoke }) => provoke === 'optional')
      .map(({ code }) => code),
  );
  const stateful = contract.errors.filter(({ code }) => !natural.has(code));
  const byItself = contract.errors.filter(({ code }) => natural.has(code));
  return `# yaml-language-server: $schema=${schema}

# A profile of the contract tester. It says how to reach your server, and how to provoke each error code there.
# Run: npx social-data-contract verify --profile THIS_FILE
# To use an example below, remove the # at the start of its lines.

# The name in reports. The default is the name of this file.
name: my server

# The base URL with the path prefix. A URL on the command line takes precedence.
baseUrl: http://127.0.0.1:8080${contract.basePath}

# The timeout of one request, including the response body.
timeoutSeconds: ${DEFAULTS.timeoutSeconds}

# Headers to send with every request to the server.
#headers:
#  X-Environment: staging

# Each token and each header is a string, or { env: NAME } for an environment variable.
tokens:
  # A token that works, from an account with credits.
  success: { env: API_TOKEN }
  # A token that was never issued. The tester has one of its own.
  #unknown: not-a-token

# Further values that no report may show. Tokens and environment variables are always masked.
#secrets: [{ env: ADMIN_TOKEN }]

# The values to request, by parameter: a user and a hashtag that have more posts than one page.
#parameters:
${requestedValues(contract)}

# Whether the tester may send requests that change data. ${writing(contract)}
#writes: true

# By operation: what the requests send, and what prepares them. An operation that changes data needs its parameters and its
# body here. In texts, {unique} is replaced by a new UUID for each case, and {name} by the captured value of that name.
#operations:
${operationEntries(contract)}

# Whether the default entry below also applies to the codes that a request provokes by itself:
# ${byItself.map(({ code }) => code).join(', ')}
#always: true

# How to provoke each code. In texts, {CODE} is replaced by the code, {code} by the code in lower case, and {status} by its
# status. Write {{ for a plain {.
provoke:
  # For every code without an entry:
  #default: { headers: { X-Provoke: "{CODE}" } }

${stateful.map(({ code, meaning }) => `  # ${meaning}\n  ${code}: { skip: not provoked yet }\n`).join('\n')}
  # "skip" gives the reason why the server cannot return the code. The next entry has all other keys. It provokes a code in
  # a second way, because a request also provokes this code by itself.
${everyKey(contract, byItself[0]?.code ?? 'default')}
`;
}

/** Returns the examples of the required parameters as comments, one per line. */
function requestedValues({ operations }: Contract): string {
  const required = operations.flatMap(({ parameters }) => parameters.filter(({ required }) => required));
  const lines = required.map((parameter) => `#  ${valueEntry(parameter)}`);
  return [...new Set(lines)].join('\n');
}

/** Returns the example of a parameter as an entry of a map. */
function valueEntry({ name, example, list }: Parameter): string {
  return `${name}: ${JSON.stringify(list ? [example].flat().map(String) : String(example))}`;
}

/** Returns which operations need the permission to change data. */
function writing({ operations }: Contract): string {
  const ids = operations.filter(({ safe }) => !safe).map(({ id }) => id);
  return ids.length === 0
    ? 'No operation needs it.'
    : `Without it, these operations are not exercised:\n# ${ids.join(', ')}`;
}

/**
 * Returns an entry for each operation that changes data, or for the first operation, as comments. The first entry has
 * every key.
 */
function operationEntries({ operations }: Contract): string {
  const writing = operations.filter(({ safe }) => !safe);
  const shown = writing.length > 0 ? writing : operations.slice(0, 1);
  const entries = shown.map(({ id, parameters, body }, index) => {
    const values = parameters.filter((parameter) => parameter.required).map(valueEntry);
    return [
      `  ${id}:`,
      ...(index === 0 ? ['    # Sent instead of tokens.success.', '    token: { env: OTHER_TOKEN }'] : []),
      ...(values.length > 0 ? [`    parameters: { ${values.join(', ')} }`] : []),
      ...(body ? [`    body: ${JSON.stringify(body.example)}`] : []),
      ...(index === 0 ? EVERY_OPERATION_KEY : []),
    ];
  });
  return entries
    .flat()
    .map((line) => `#${line}`)
    .join('\n');
}

const EVERY_OPERATION_KEY = [
  '    # Sent before each case, for example to create a resource.',
  '    prepare: { path: /debug/resources, capture: { resource: /data/id } }',
  '    # Keeps values of the success for the cleanup. A request whose placeholders have no value is left out.',
  '    capture: { created: /data/id }',
  '    cleanup: { method: DELETE, path: "/debug/resources/{created}", status: [204, 404] }',
];

/** Returns an entry with every key, as a comment. */
function everyKey(contract: Contract, code: string): string {
  const operation =
    contract.operations.find(({ parameters }) => parameters.some(({ required }) => required)) ??
    contract.operations[0];
  if (!operation) return '';
  const { path } = new OperationCases(contract, operation).request({});
  const parameter = operation.parameters.find(({ required }) => required);
  return `${code}:
  # Sent instead of tokens.success.
  token: { env: OTHER_TOKEN }
  # Added to the request.
  headers: { X-Provoke: "{CODE}" }
  query: { debug: "{code}" }
  # Values of parameters. The entry applies only to the operations that have them.
  parameters: { ${parameter ? valueEntry(parameter) : ''} }
  # Requested instead. The entry applies only to the operation that the path matches.
  path: ${JSON.stringify(path)}
  # How often to send the request before the one whose response is checked, for example to reach a rate limit.
  repeat: 100
  # Requests to send first, one or a list. Each has a path of the server, or a url, for example of an admin API. Tokens and
  # headers from above go to another origin only if you write them here.
  prepare:
    - method: PUT
      url: https://admin.example.com/accounts
      headers: { Authorization: { env: ADMIN_TOKEN }, Content-Type: application/json }
      body: '{"state": "{code}"}'
      # The expected status, or a list. The default is any 2xx. With another status, the case is an error.
      status: 201
      # Keeps values of the JSON response for later requests, by JSON Pointer. Reports do not show them.
      capture: { account: /data/id }
    # The default method is POST.
    - { path: /debug/reset, query: { account: "{account}" } }
  # Requests to send after the case, also if it fails or is interrupted.
  cleanup: { method: DELETE, url: "https://admin.example.com/accounts/{account}", status: [204, 404] }
  # Entries of single operations, which replace this one.
  operations:
    ${operation.id}: { skip: not at this operation }`
    .split('\n')
    .map((line) => `  #${line}`)
    .join('\n');
}
