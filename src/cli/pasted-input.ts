/** Reads and parses what a user pasted. */
import { statSync } from 'node:fs';
import type { Contract } from '../contract/model.ts';
import { emptyStatusesOf } from '../contract/read.ts';
import type { ExplainedText } from '../reference/explanation.ts';
import { type ParsedResponse, parseResponse } from '../reference/parse-response.ts';
import { visibleLine } from '../text/sanitize.ts';
import { shellQuote } from '../text/shell.ts';
import { didYouMean } from '../text/suggest.ts';
import { truncate } from '../text/truncate.ts';
import { decodeUtf16, decompress } from './decode-input.ts';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/** The maximum length of a query in a message, in characters. */
const MAX_SHOWN = 80;

/** Far more than any response of the API. */
const MAX_BYTES = 2 ** 20;

const HINT = 'Pipe a response to the command: curl -i URL | social-data-contract explain -';

/**
 * Reads standard input to its end.
 *
 * @param empty the clause of the message for empty input
 * @throws {UsageError} if the input is empty or larger than 1 MiB
 */
export async function readInput(
  { stdin, stderr }: Pick<World, 'stdin' | 'stderr'>,
  empty: string,
): Promise<Buffer> {
  if (stdin.isTTY) stderr.write('Paste an error, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new UsageError(
        `Standard input has more than ${MAX_BYTES} bytes, more than any response of the API. ` +
          'Pipe only the response, or the lines of the log with the error.',
      );
    }
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.toString('latin1').trim() === '') throw new UsageError(`${empty}. ${HINT}`);
  return bytes;
}

/** Parses pasted bytes of any encoding, compressed or not. */
export function parseInput(bytes: Uint8Array, contract: Contract): ParsedResponse {
  return parseResponse(decodeUtf16(bytes), {
    fields: contract.errors.flatMap(({ fields }) => fields.map(({ name }) => name)),
    emptyStatuses: emptyStatusesOf(contract),
    decode: (body) => decompress(body, MAX_BYTES),
  });
}

/** Returns the error for standard input without a known error. */
export function unknownInput({ reason, similar }: ExplainedText<unknown>): UsageError {
  return new UsageError(
    `Standard input contains no code, status or message of the API, and it is not a response: ${reason}. ${didYouMean(similar) || HINT}`,
  );
}

/** Returns the error for an argument without a known error. */
export function unknownQuery({ text, similar }: ExplainedText<unknown>): UsageError {
  const query = text.trim();
  const shown = visibleLine(query);
  // A command can only be copied if it shows the name as it is.
  const hint =
    shown === query && isFile(query)
      ? `To explain the content of this file, run \`social-data-contract explain < ${shellQuote(query)}\`.`
      : suggestionOf(similar);
  return new UsageError(`Unknown code "${truncate(shown, MAX_SHOWN)}". ${hint}`);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // The path does not exist, or the system does not accept it, for example because it is too long.
    return false;
  }
}

/** Returns a sentence that suggests similar codes, or else the command that lists all codes. */
export function suggestionOf(similar: readonly string[]): string {
  return didYouMean(similar) || 'To list all codes, run `social-data-contract codes`.';
}
