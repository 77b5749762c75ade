import { isErrorStatus, isSuccessStatus } from '../lib/contract.js';
import { contractRule } from '../lib/rule.js';

/**
 * Responses stand under one status each, a 2xx, 4xx or 5xx. The API never redirects (DECISIONS "Redirects"),
 * so there is no 3xx; a 1xx is no answer (RFC 9110 15.2); `default` and ranges such as `4XX` leave open which
 * status a code has.
 */
export const responseStatus = contractRule((contract, report) => {
  for (const { name, place, responses } of contract.operations)
    for (const [status] of responses) {
      if (isErrorStatus(status) || isSuccessStatus(status) || status.startsWith('x-')) continue;
      const why = status.startsWith('3')
        ? 'The API never redirects: a client would send its token to somebody else'
        : 'Each answer stands under the one status that it has, a 2xx, 4xx or 5xx';
      report(
        place.at('responses', status).rawLocation.key(),
        `\`${name}\` declares \`${status}\`. ${why}. Take \`${status}\` out of \`responses\` in ${contract.show(place)}.`,
      );
    }
});
