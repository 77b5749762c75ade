/** The options of the library: an invalid one is an error that says what to write. */
import { describe, expect, test } from 'vitest';
import { cases, OptionError, verify } from '../../../src/conformance.ts';

const target = 'http://127.0.0.1:1';

describe.for([
  ['verify', verify],
  ['cases', async (options: object) => cases(options)],
] as const)('%s', ([, call]) => {
  test.for<[object, string]>([
    [{ only: 'x' }, 'The option only must be an array of strings, not "x".'],
    [{ skip: [1] }, 'The option skip must be an array of strings, not this array.'],
    [{ onlyy: ['x'] }, 'The option onlyy is unknown. Did you mean only? The options are target, profile'],
    [{ strict: 'yes' }, 'The option strict must be true or false, not "yes".'],
    [{ timeoutMs: 0 }, 'The option timeoutMs must be a number of milliseconds above 0, not 0.'],
    [{ timeoutMs: '5s' }, 'The option timeoutMs must be a number of milliseconds above 0, not "5s".'],
    [{ concurrency: 1.5 }, 'The option concurrency must be a whole number, 1 or more, not 1.5.'],
    [{ waitMs: Number.NaN }, 'The option waitMs must be a number of milliseconds, 0 or more, not NaN.'],
    [{ headers: { a: 1 } }, 'The option headers must be an object with strings, not this object.'],
    [{ target: 8080 }, 'The option target must be a string, not 8080.'],
    [
      { profile: null },
      'The option profile must be the name of a built-in profile, the path of a file, or a profile, not null.',
    ],
    [{ signal: {} }, 'The option signal must be an AbortSignal, not this object.'],
    [{ onResult: true }, 'The option onResult must be a function, not true.'],
  ])('%o', async ([option, message]) => {
    const running = (async () => call({ target, ...option } as never))();
    await expect(running).rejects.toThrow(OptionError);
    await expect(running).rejects.toThrow(message);
  });

  test('without an object', async () => {
    await expect((async () => call(undefined as never))()).rejects.toThrow(/The options must be an object/);
  });

  test('an undefined option has its default, and a profile is validated', async () => {
    const profile = { tokens: { success: 'a' }, provok: {} };
    const running = (async () => call({ target, only: undefined, profile } as never))();
    await expect(running).rejects.toThrow(
      /^The profile in the options is invalid at the top level: the key provok is unknown\. Did you mean provoke\?/,
    );
  });
});

test('cases cannot load a module, and says what to do', () => {
  const profile = new URL('../../../src/conformance.ts', import.meta.url).pathname;
  expect(() => cases({ target, profile })).toThrow(
    /conformance\.ts is a module, which cannot be loaded here\. Import it, and pass its default export\.$/,
  );
});

test('a header for all requests must not replace the tokens of the cases', async () => {
  for (const name of ['Authorization', 'x-api-token']) {
    await expect(verify({ target, headers: { [name]: 'x' } })).rejects.toThrow(
      `The header ${name} cannot be sent with every request, because the cases send their tokens in it. Write the token as tokens.success in a profile.`,
    );
  }
});
