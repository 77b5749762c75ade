/** The built-in profiles. */
import type { Contract } from '../../contract/model.ts';
import type { Profile } from './profile.ts';

/** A token that no server issues. */
export const NEVER_ISSUED = 'never-issued-2f8b1c';

/** A token for a plain Prism, which accepts any. */
const PRISM_TOKEN = 'any-token-will-do';

/** Returns the tokens that are not secrets: those of the built-in profiles. A report shows them. */
export function publicTokens({ sandbox, errors }: Contract): ReadonlySet<string> {
  return new Set([
    sandbox.successToken,
    ...errors.map(({ testToken }) => testToken),
    NEVER_ISSUED,
    PRISM_TOKEN,
  ]);
}

/** Returns the examples of the spec for the operations that change data: a mock server keeps no data. */
function examplesOf({ operations }: Contract): Profile['operations'] {
  return Object.fromEntries(
    operations
      .filter(({ safe }) => !safe)
      .map(({ id, parameters, body }) => {
        const required = parameters.filter((parameter) => parameter.required);
        const examples = required.map(({ name, example }) => [name, [example].flat().map(String)]);
        return [id, { parameters: Object.fromEntries(examples), ...(body && { body: body.example }) }];
      }),
  );
}

/** The built-in profiles by name. */
export const BUILT_IN: Record<string, (contract: Contract) => Profile> = {
  // Provokes every code by its test token. With `always`, these also include the codes that a request provokes by itself.
  sandbox: (contract) => ({
    name: 'sandbox',
    headers: {},
    tokens: { success: contract.sandbox.successToken, unknown: NEVER_ISSUED },
    writes: true,
    operations: examplesOf(contract),
    provoke: { default: { token: contract.sandbox.errorToken } },
    always: true,
    secrets: [],
  }),
  // Prism selects the response and the example that the header Prefer names.
  prism: (contract) => ({
    name: 'prism',
    headers: {},
    tokens: { success: PRISM_TOKEN, unknown: NEVER_ISSUED },
    writes: true,
    operations: examplesOf(contract),
    provoke: { default: { headers: { Prefer: 'code={status}, example={CODE}' } } },
    always: true,
    secrets: [],
  }),
};
