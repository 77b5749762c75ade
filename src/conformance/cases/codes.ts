/** Code cases: provoke every error code of an operation, with the token in each credential location. */
import type { Case } from '../types.ts';
import { expectError, type OperationCases, REPEATS, withToken } from './operation-cases.ts';

export function codeCases(suite: OperationCases): Case[] {
  return suite.entries.flatMap((entry) => {
    const { code, status, meaning, pointer, trigger } = entry;
    const credentials =
      trigger === 'token-missing'
        ? [suite.primaryCredential]
        : [suite.primaryCredential, ...suite.otherCredentials];
    return credentials.map((credential) => {
      const first = credential === suite.primaryCredential;
      const natural = suite.natural(entry, credential);
      return {
        ...suite.case(
          'codes',
          first ? code : `${code}/${credential.header}`,
          `${first ? 'The' : `With the token in ${credential.header}, the`} server can return ${status} ${code}: ${meaning}`,
          pointer,
          { headers: withToken(credential) },
          expectError(code),
        ),
        provoke: code,
        ...(natural && { natural: suite.request(natural) }),
        ...(first && { repeat: REPEATS }),
      };
    });
  });
}
