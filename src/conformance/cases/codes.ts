/**
 * Code cases: provoke every error code of an operation in every way, with the token in each credential location: by a
 * request that returns the code at any server, and as the profile says.
 */
import type { Case } from '../types.ts';
import { type Change, expectError, type OperationCases, REPEATS, withToken } from './operation-cases.ts';

export function codeCases(suite: OperationCases): Case[] {
  return suite.entries.flatMap((entry) => {
    const { code, status, meaning, pointer } = entry;
    const hasNatural = suite.natural(entry) !== undefined;
    return [suite.primaryCredential, ...suite.otherCredentials].flatMap((credential): Case[] => {
      const isFirst = credential === suite.primaryCredential;
      const name = isFirst ? code : `${code}/${credential.header}`;
      const start = isFirst ? 'The' : `With the token in ${credential.header}, the`;
      const make = (id: string, way: string, change: Change): Case => ({
        ...suite.case(
          'codes',
          id,
          `${start} server can return ${status} ${code}${way}: ${meaning}`,
          pointer,
          change,
          expectError(code),
        ),
        code,
        ...(isFirst && { repeat: REPEATS }),
      });
      const provoked = { headers: withToken(credential) };
      if (!hasNatural) return [{ ...make(name, '', provoked), provoke: 'required' }];
      const natural = suite.natural(entry, credential);
      return [
        ...(natural ? [make(name, '', natural)] : []),
        { ...make(`${name}/profile`, ' as the profile provokes it', provoked), provoke: 'optional' },
      ];
    });
  });
}
