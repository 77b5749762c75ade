/** The profiles that need no file. */
import type { Contract } from '../../contract/model.ts';
import type { Profile } from './profile.ts';

/** A token that no server can have issued. */
export const NEVER_ISSUED = 'never-issued-2f8b1c';

/** The profiles that need no file, for the targets that everybody has. */
export const BUILT_IN: Record<string, (contract: Contract) => Profile> = {
  // The sandbox's test tokens, from the spec. What a request can bring about by itself tests more than they do.
  sandbox: (contract) => ({
    name: 'sandbox',
    headers: {},
    tokens: { success: contract.sandbox.successToken, unknown: NEVER_ISSUED },
    provoke: { default: { token: contract.sandbox.errorToken } },
    always: false,
    secrets: [],
  }),
  // Raw Prism picks a response by its status and an example by its name, when it is asked to.
  prism: () => ({
    name: 'prism',
    headers: {},
    tokens: { success: 'any-token-will-do', unknown: NEVER_ISSUED },
    provoke: { default: { headers: { Prefer: 'code={status}, example={CODE}' } } },
    always: true,
    secrets: [],
  }),
};
