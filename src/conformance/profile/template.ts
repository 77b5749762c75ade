/** The profile that `verify --init` writes: every key, with a comment. */
import type { Contract } from '../../contract/model.ts';
import { casesOf } from '../cases/cases.ts';
import { DEFAULTS } from '../run/defaults.ts';

/** Returns a commented profile for a contract, as YAML. */
export function profileTemplate(contract: Contract): string {
  const natural = new Set(
    casesOf(contract)
      .filter(({ provoke }) => provoke === 'optional')
      .map(({ code }) => code),
  );
  const stateful = contract.errors.filter(({ code }) => !natural.has(code));
  const byItself = contract.errors.filter(({ code }) => natural.has(code));
  return `# A profile of the contract tester. It says how to reach your server and how to provoke each error code there.
#   npx social-data-contract verify --profile THIS_FILE

name: my server

# The base URL with the path prefix. A URL on the command line takes precedence.
baseUrl: http://127.0.0.1:8080${contract.basePath}

# The timeout of one request, including the response body.
timeoutSeconds: ${DEFAULTS.timeoutSeconds}

# Headers to send with every request.
# headers:
#   X-Environment: staging

# Each token is a string, or {env: NAME} for an environment variable.
tokens:
  # A token that works, from an account with credits.
  success: { env: API_TOKEN }
  # A token that was never issued. If you omit it, the tester uses its own.
  # unknown: not-a-token

# The values to request, by parameter: a user and a hashtag that have more posts than one page.
# parameters:
${requestedValues(contract)}

# How to provoke each code. Each entry has one or more of these keys:
#   token: sent instead of the usual token
#   headers, query: added to the request
#   parameters: values of parameters, by name; the entry applies to the operations that have them
#   path: sent instead of the usual path; the entry applies only to the operation that it matches
#   prepare: a request to send first, with method, path, query, headers and body
#   repeat: how often to send the request before the one whose response is checked
#   skip: the reason why your server cannot return the code
#   operations: the entries of single operations, which replace this one:
#     operations: { ${contract.operations[0]?.id}: { headers: { X-Provoke: "{CODE}" } } }
# In values, {CODE} is replaced by the code, {code} by the code in lower case, {status} by its status.
#
# These codes need no entry, because a request provokes them by itself:
#   ${byItself.map(({ code }) => code).join(', ')}
# An entry provokes such a code in a second way, for example by a revoked token. With always, the default entry does so too.
# always: true
provoke:
  # For every code without an entry:
  # default: { headers: { X-Provoke: "{CODE}" } }
${stateful.map(({ code, meaning }) => `  # ${meaning}\n  ${code}: { skip: not provoked yet }\n`).join('')}`;
}

/** Returns the examples of the required parameters as comments, one per line. */
function requestedValues({ operations }: Contract): string {
  const required = operations.flatMap(({ parameters }) => parameters.filter(({ required }) => required));
  const lines = required.map(({ name, example }) => `#   ${name}: ${JSON.stringify(String(example))}`);
  return [...new Set(lines)].join('\n');
}
