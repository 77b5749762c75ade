import { describe } from 'vitest';
import { findsAll } from '../../helpers/servers/expect-faults.ts';

describe('a fault in responses is reported by its own case and check', () => {
  findsAll(['codes', 'envelopes', 'bytes', 'fields', 'successes', 'leaks']);
});
