/** Checks the bodies of requests: media type, encoding, syntax and schema. */
import type { Contract, ErrorEntry, Operation, RequestBody } from '../contract/model.ts';
import { entryOf } from '../contract/read.ts';
import { validatorOf } from '../contract/validator.ts';
import { parseBounded } from '../text/bounded-json.ts';
import { isMediaType } from '../text/media-type.ts';

/** A body as received. */
export interface ReceivedBody {
  /** The header `Content-Type`. */
  mediaType: string | undefined;
  /** Undefined if the body was not read to its end. */
  bytes: Buffer | undefined;
}

/**
 * Creates the function that returns the error of an invalid body; undefined for a valid one. It is strict where the
 * contract leaves the response open: another or no media type, another charset and a byte order mark are invalid.
 *
 * @throws {ContractError} if a schema is invalid
 */
export function createBodyCheck(
  contract: Contract,
): (operation: Operation, received: ReceivedBody) => ErrorEntry | undefined {
  // Compiles all schemas up front, so that an invalid one fails at startup.
  for (const { body } of contract.operations) if (body) validatorOf(contract.document, body.schemaPointer);

  const isValid = ({ required, mediaType, schemaPointer }: RequestBody, received: ReceivedBody): boolean => {
    const { bytes } = received;
    if (bytes === undefined) return false;
    if (bytes.length === 0) return !required;
    if (!isMediaType(received.mediaType ?? '', mediaType)) return false;
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      return validatorOf(contract.document, schemaPointer)(parseBounded(text));
    } catch {
      return false;
    }
  };
  return ({ body }, received) =>
    body?.invalid === undefined || isValid(body, received) ? undefined : entryOf(contract, body.invalid);
}
