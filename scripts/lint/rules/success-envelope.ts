import { dataOf } from '../contract.ts';
import { checkEnvelope } from '../envelope.ts';
import { contractRule, listed } from '../rule.ts';

/** The statuses that never have content (RFC 9110 15.3.5 and 15.3.6). */
const WITHOUT_CONTENT = ['204', '205'];

/**
 * Each 2xx response is the success envelope and has a named example, which the sandbox returns. A 2xx response without
 * `content` is a success with an empty body.
 */
export const successEnvelope = contractRule(({ successes }, report) => {
  for (const response of successes) {
    const { place, media, statuses } = response;
    if (!place.at('content').present) continue;
    const empty = statuses.filter((status) => WITHOUT_CONTENT.includes(status));
    if (empty.length > 0)
      report(
        place.at('content').key,
        `A response with the status ${listed(empty)} has no content (RFC 9110 15.3). Remove \`content\`, or change the status.`,
      );
    checkEnvelope(report, response, 'data');
    for (const keyword of ['oneOf', 'anyOf'])
      if (dataOf(response).at(keyword).present)
        report(
          dataOf(response).at(keyword).key,
          `\`${keyword}\` of \`data\` is not supported, because \`successResponse\` completes \`data\` field by field. Write all fields in one object, or move \`${keyword}\` to a field.`,
        );
    if (media.at('examples').entries().length === 0)
      report(media, 'A success needs an example for the sandbox. Add a named one under `examples`.');
  }
});
