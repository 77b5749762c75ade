import { describe } from 'vitest';
import { findsAll } from '../../helpers/servers/expect-faults.ts';

describe('a server with one fault in its answers is found, by the case and the check that name it', () => {
  findsAll(['codes', 'envelopes', 'bytes', 'fields', 'successes', 'leaks']);
});
