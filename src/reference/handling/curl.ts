/** The snippet for curl in a POSIX shell. */
import { curlCommand } from '../../contract/example-request.ts';
import { shellQuote } from '../../text/shell.ts';
import type { Situation } from './situation.ts';

/** Returns a script that sends a request and handles the code. */
export function curl(situation: Situation): string {
  const { request, baseUrl, code, retry, retries, waitField, advice, correction } = situation;
  if (retry !== 'never') {
    const comment =
      retry === 'wait'
        ? `# curl waits as the header Retry-After says, which repeats \`${waitField}\`.`
        : '# curl waits 1 second, then twice as long each time, or as the header Retry-After says.';
    const flags = `-sS --fail-with-body --retry ${retries} -o response.json`;
    return [
      comment,
      `if ${curlCommand(request, baseUrl, flags)}; then`,
      '  cat response.json',
      'else',
      '  # All retries failed. Send the request again later.',
      '  cat response.json >&2',
      '  exit 1',
      'fi',
    ].join('\n');
  }
  const corrected = correction && correctedRequest(situation);
  return [
    ...(corrected ? ['# Send a valid value.'] : []),
    `response=$(${curlCommand(corrected ?? request, baseUrl, '-sS')})`,
    'case "$response" in',
    `  *${shellQuote(`"${code}"`)}*)`,
    ...advice.map((line) => `    # ${line}`),
    '    printf \'%s\\n\' "$response" >&2',
    '    exit 1',
    '    ;;',
    'esac',
    'printf \'%s\\n\' "$response"',
  ].join('\n');
}

function correctedRequest({ request, operation, correction }: Situation) {
  if (correction === undefined || operation.path.includes(`{${correction.name}}`)) return request;
  const value = 'maximum' in correction ? correction.maximum : correction.allowed[0];
  const query = new URLSearchParams({ [correction.name]: String(value) });
  return { ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${query}` };
}
