/** Every code of the operation, provoked: through every header that carries a token. */
import type { Case } from '../types.ts';
import { anError, REPEATS, type Suite, withToken } from './suite.ts';

export function codeCases(suite: Suite): Case[] {
  return suite.entries.flatMap((entry) => {
    const { code, status, meaning, pointer, trigger } = entry;
    const carriers = trigger === 'token-missing' ? [suite.first] : [suite.first, ...suite.others];
    return carriers.map((carrier) => {
      const first = carrier === suite.first;
      const natural = suite.natural(entry, carrier);
      return {
        ...suite.case(
          'codes',
          first ? code : `${code}/${carrier.header}`,
          `${meaning}: ${status} ${code}${first ? '' : `, with ${carrier.header}`}`,
          pointer,
          { headers: withToken(carrier) },
          anError(code),
        ),
        provoke: code,
        ...(natural && { natural: suite.request(natural) }),
        ...(first && { repeat: REPEATS }),
      };
    });
  });
}
