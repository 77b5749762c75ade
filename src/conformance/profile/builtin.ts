/** The built-in profiles. */
import type { Contract } from '../../contract/model.ts';
import type { Profile } from './profile.ts';

/** A token that no server issues. */
export const NEVER_ISSUED = 'never-issued-2f8b1c';

/** The built-in profiles by name. */
export const BUILT_IN: Record<string, (contract: Contract) => Profile> = {
  // Provokes codes by the sandbox's test tokens. A code that a request provokes by itself is not provoked by a test
  // token, because the request tests more.
  sandbox: (contract) => ({
    name: 'sandbox',
    headers: {},
    tokens: { success: contract.sandbox.successToken, unknown: NEVER_ISSUED },
    provoke: { default: { token: contract.sandbox.errorToken } },
    always: false,
    secrets: [],
  }),
  // Prism selects the response and the example that the header Prefer names.
  prism: () => ({
    name: 'prism',
    headers: {},
    tokens: { success: 'any-token-will-do', unknown: NEVER_ISSUED },
    provoke: { default: { headers: { Prefer: 'code={status}, example={CODE}' } } },
    always: true,
    secrets: [],
  }),
};
