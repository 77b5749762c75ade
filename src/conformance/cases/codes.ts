/**
 * Code cases: provoke every error code of an operation in every way, with the token in each credential location: by a
 * request that returns the code at any server, and as the profile says.
 */

import type { CredentialLocation, ErrorEntry } from '../../contract/model.ts';
import type { Case } from '../types.ts';
import { type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';

export function codeCases(suite: OperationCases): Case[] {
  return suite.entries.flatMap((entry) => {
    const { code, status, meaning, pointer } = entry;
    const hasNatural = suite.natural(entry) !== undefined;
    return credentialsFor(suite).flatMap((credential, index): Case[] => {
      const isFirst = index === 0;
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
        ...(isFirst && suite.repeats),
      });
      const provoked = { headers: withToken(credential) };
      if (!hasNatural) {
        // Without such a parameter or body, only a server with a profile of its own returns the code.
        const provoke = isOfRequest(entry) ? 'optional' : 'required';
        return [{ ...make(name, '', provoked), provoke }];
      }
      const natural = suite.natural(entry, credential);
      return [
        ...(natural ? [make(name, '', natural)] : []),
        { ...make(`${name}/profile`, ' as the profile provokes it', provoked), provoke: 'optional' },
      ];
    });
  });
}

/**
 * Returns the places of the token. At an operation without a token, it is that of most operations, because a profile may
 * provoke an error with a token.
 */
function credentialsFor({ operation, contract }: OperationCases): readonly CredentialLocation[] {
  return operation.credentials.length > 0 ? operation.credentials : contract.credentials.slice(0, 1);
}

/** Returns whether a value in the request causes an error. */
function isOfRequest({ trigger }: ErrorEntry): boolean {
  return trigger === 'parameter-invalid' || trigger === 'body-invalid';
}
