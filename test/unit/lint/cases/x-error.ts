import type { Case } from '../case.ts';

/** What OpenAPI cannot say of a code. */
export const xError: readonly Case[] = [
  {
    name: 'a code without `x-error`',
    rule: 'x-error-complete',
    file: 'spec/errors/ACCOUNT_INACTIVE.yaml',
    says: [/`ACCOUNT_INACTIVE` has no `x-error`/, /in spec\/errors\/ACCOUNT_INACTIVE\.yaml/],
    break: (copy) => copy.delete('errors/ACCOUNT_INACTIVE.yaml', ['x-error']),
  },
  ...['category', 'since', 'meaning', 'solution', 'occurs', 'retry', 'trigger'].map(
    (key): Case => ({
      name: `a code that does not say \`${key}\``,
      rule: 'x-error-complete',
      file: 'spec/errors/NOT_FOUND.yaml',
      says: [new RegExp(`\`${key}\` is missing`), /`x-error` in spec\/errors\/NOT_FOUND\.yaml/],
      break: (copy) => copy.delete('errors/NOT_FOUND.yaml', ['x-error', key]),
    }),
  ),
  ...(
    [
      ['category', 'Weather', /one of `x-error-categories`/],
      ['retry', 'sometimes', /`never`, `wait` or `backoff`/],
      ['trigger', 'moon', /`token-missing`/],
      ['since', '1.0', /MAJOR\.MINOR\.PATCH/],
      ['since', '99.0.0', /has only come to/],
      ['solution', ' ', /a text/],
      ['occurs', 'No full stop', /whole sentences/],
    ] as const
  ).map(
    ([key, value, says]): Case => ({
      name: `a code whose \`${key}\` is "${value}"`,
      rule: 'x-error-complete',
      file: 'spec/errors/NOT_FOUND.yaml',
      says: [new RegExp(`^\`${key}\` is`), says, /spec\/errors\/NOT_FOUND\.yaml/],
      break: (copy) => copy.set('errors/NOT_FOUND.yaml', ['x-error', key], value),
    }),
  ),
  {
    name: 'an unknown key of `x-error`',
    rule: 'x-error-complete',
    file: 'spec/errors/NOT_FOUND.yaml',
    says: [/`solutoin` is no key/, /Write `solution`/],
    break: (copy) => copy.rename('errors/NOT_FOUND.yaml', ['x-error', 'solution'], 'solutoin'),
  },
  {
    name: 'a wait that no field tells',
    rule: 'x-error-complete',
    file: 'spec/errors/RATE_LIMIT_EXCEEDED.yaml',
    says: [/`retry: wait` needs exactly one field/, /`x-role: wait`/],
    break: (copy) => copy.delete('errors/RATE_LIMIT_EXCEEDED.yaml', ['properties', 'retry_after', 'x-role']),
  },
  {
    name: 'a field to wait by, and nothing to wait for',
    rule: 'x-error-complete',
    file: 'spec/errors/RATE_LIMIT_EXCEEDED.yaml',
    says: [/`retry_after` is the seconds to wait, but `retry` is `never`/],
    break: (copy) => copy.set('errors/RATE_LIMIT_EXCEEDED.yaml', ['x-error', 'retry'], 'never'),
  },
  {
    name: 'no groups of the error page',
    rule: 'x-error-complete',
    file: 'spec/openapi.yaml',
    says: [/`x-error-categories`/, /spec\/openapi\.yaml/],
    break: (copy) => copy.delete('openapi.yaml', ['x-error-categories']),
  },
  {
    name: 'a trigger that no code has',
    rule: 'trigger-unique',
    file: 'spec/openapi.yaml',
    says: [/No code has the trigger `path-unknown`/, /Write `trigger: path-unknown`/],
    break: (copy) => copy.set('errors/NOT_FOUND.yaml', ['x-error', 'trigger'], 'server'),
  },
  {
    name: 'a trigger that two codes have',
    rule: 'trigger-unique',
    file: 'spec/errors/INVALID_API_TOKEN.yaml',
    says: [/`MISSING_API_TOKEN` and `INVALID_API_TOKEN`/, /exactly one/],
    break(copy) {
      copy.set('errors/INVALID_API_TOKEN.yaml', ['x-error', 'trigger'], 'token-missing');
      copy.set('errors/ACCOUNT_INACTIVE.yaml', ['x-error', 'trigger'], 'token-unknown');
    },
  },
];
