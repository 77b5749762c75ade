/** The output of a running sandbox at its start: for the command `mock` and for `npm start`. */
import { BlockList, isIPv6 } from 'node:net';
import { exampleCurl } from '../contract/example-request.ts';
import type { Contract } from '../contract/model.ts';
import { parseInline, table } from '../text/blocks.ts';
import { type Screen, toTerminal } from './terminal.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** Renders the table of test tokens: token, status and meaning of the response. */
export function tokenTable({ sandbox, operations, errors }: Contract, screen: Screen): string {
  const successes = [
    ...new Set(operations.flatMap(({ successes }) => successes.map(({ status }) => status))),
  ].sort();
  const rows = errors.map(({ testToken, status, meaning, retired }) => [
    testToken,
    String(status),
    parseInline(retired === undefined ? meaning : `${meaning} (retired in ${retired})`),
  ]);
  return toTerminal(
    [
      table(
        ['token', 'status', 'meaning'],
        [[sandbox.successToken, successes.join(', '), 'Success'], ...rows],
      ),
    ],
    screen,
  );
}

/**
 * Returns a curl command line that succeeds.
 *
 * @param url the base URL of the sandbox
 */
export function tryLine(contract: Contract, url: string): string {
  const [operation] = contract.operations;
  return operation ? exampleCurl(operation, url, contract.sandbox.successToken) : '';
}

/** Returns a warning if a server at this address can be reached from other machines. */
export function exposureWarning(address: string): string | undefined {
  if (LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return undefined;
  return `Warning: other machines can reach the sandbox at ${address}. To prevent this, leave out --host.`;
}
