import { isError, isSuccess } from '../contract.ts';
import { contractRule } from '../rule.ts';

/** Each response has one exact 2xx, 4xx or 5xx: the API never redirects, and a range leaves the status of a code open. */
export const responseStatus = contractRule(({ operations }, report) => {
  for (const { name, place, responses } of operations) {
    for (const [status] of responses)
      if (!isError(status) && !isSuccess(status) && !status.startsWith('x-'))
        report(
          place.at('responses').location.child(status).key(),
          `\`${name}\` declares \`${status}\`. Write the exact status, a 2xx, 4xx or 5xx; the API never redirects.`,
        );
    if (!responses.some(([status]) => isSuccess(status)))
      report(place, `\`${name}\` has no success. Add a 2xx to \`responses\`.`);
  }
});
