import { dataOf } from '../lib/contract.js';
import { checkEnvelope } from '../lib/envelope.js';
import { typesOf } from '../lib/place.js';
import { cloudingReport, contractRule } from '../lib/rule.js';

/** Every 2xx is the success envelope, `{success: true, data: {...}}` (DECISIONS "Envelope"). */
export const successEnvelope = contractRule((contract, report) => {
  for (const response of contract.successes) {
    const say = cloudingReport(contract, report, response);
    const form = { success: true, present: 'data', absent: 'error' };
    if (Object.keys(response.media.at('examples').object).length === 0 && response.media.at('schema').present)
      report(
        response.media,
        `The success has no named example. Add one under \`examples\` in ${contract.show(response.media)}: the sandbox answers it.`,
      );
    if (!checkEnvelope(contract, say, response, form)) continue;
    const data = dataOf(response);
    if (typesOf(data).join() !== 'object' || Array.isArray(data.object.type))
      say(data, `\`data\` is an object and nothing else. Write \`type: object\` in ${contract.show(data)}.`);
  }
});
