import { checkEnvelope } from '../envelope.ts';
import { contractRule } from '../rule.ts';

/** Each 2xx response is the success envelope and has a named example, which the sandbox returns. */
export const successEnvelope = contractRule(({ successes }, report) => {
  for (const response of successes) {
    checkEnvelope(report, response, 'data');
    if (response.media.at('examples').entries().length === 0)
      report(response.media, 'A success needs an example for the sandbox. Add a named one under `examples`.');
  }
});
