import { isError, isSuccess } from '../contract.ts';
import { contractRule } from '../rule.ts';

/**
 * Each response has an exact 2xx, 4xx or 5xx status. The API never redirects. A range such as `4XX` would not define the
 * status of an error code.
 */
export const responseStatus = contractRule(({ operations }, report) => {
  for (const { name, place, responses } of operations) {
    for (const [status] of responses)
      if (!isError(status) && !isSuccess(status) && !status.startsWith('x-'))
        report(
          place.at('responses').location.child(status).key(),
          `The status \`${status}\` of \`${name}\` is not supported. Write an exact 2xx, 4xx or 5xx status; the API never redirects.`,
        );
    if (!responses.some(([status]) => isSuccess(status)))
      report(place, `\`${name}\` has no success. Add a 2xx to \`responses\`.`);
  }
});
