/** The profile that `verify --init` writes: every key there is, with a word on it. */
import type { Contract } from '../../contract/model.ts';
import { casesOf } from '../cases/cases.ts';
import { DEFAULTS } from '../run/defaults.ts';

/** A commented profile of a contract, as YAML. */
export function profileTemplate(contract: Contract): string {
  const natural = new Set(
    casesOf(contract)
      .filter((item) => item.natural)
      .map(({ provoke }) => provoke),
  );
  const asked = contract.errors.filter(({ code }) => !natural.has(code));
  const byItself = contract.errors.filter(({ code }) => natural.has(code));
  return `# A profile of the contract tester: how to reach your server, and how to provoke each error code there.
#   npx social-data-contract verify --profile THIS_FILE

name: my server

# The base URL, path prefix included; the one on the command line wins.
baseUrl: http://127.0.0.1:8080${contract.basePath}

# For one answer.
timeoutSeconds: ${DEFAULTS.timeoutSeconds}

# Sent with every request, if you need any.
# headers:
#   X-Environment: staging

# Each is a text, or {env: NAME} for an environment variable.
tokens:
  # A token that works, of an account with credits.
  success: { env: API_TOKEN }
  # A token that was never issued; without it, one is made up.
  # unknown: not-a-token

# How to provoke a code: token, headers, path, query, prepare (a request that is sent first), repeat (how often the
# request is sent before the one that counts); or skip, with the reason, where your server cannot be made to answer it.
# In values, {code} is the code in lower case, {CODE} the code, {status} its status.
#
# These need nothing, because a request provokes them by itself:
#   ${byItself.map(({ code }) => code).join(', ')}
provoke:
  # For every code that has no entry of its own:
  # default: { headers: { X-Provoke: "{CODE}" } }
${asked.map(({ code, meaning }) => `  # ${meaning}\n  ${code}: { skip: not provoked yet }\n`).join('')}`;
}
