/** The sandbox in the texts of the reference. */
import { SANDBOX_PORT } from '../contract/example-request.ts';

/** The command that starts the sandbox, and its default origin. */
export const SANDBOX = {
  command: 'npx social-data-contract mock',
  origin: `http://127.0.0.1:${SANDBOX_PORT}`,
};
