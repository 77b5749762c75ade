/** Parses a response: the envelope decides, regardless of the status (DECISIONS "Client 1: envelope"). */
import { isVisibleMessage } from '../contract/message.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import { type ProtocolReason, protocolFailure, reasonOfText } from './protocol.ts';
import type { Body } from './read-body.ts';
import type { Hide } from './redact.ts';
import type { Failure } from './result.ts';

type JsonObject = Record<string, unknown>;

/** A failure without the properties that only the call knows: the operation and the attempts. */
export type Draft = {
  [Kind in Failure as Kind['kind']]: Omit<Kind, 'operation' | 'attempts'>;
}[Failure['kind']];

/** A parsed response: the data of a success or a failure, and the values that the call needs from either. */
export interface ParsedEnvelope {
  data?: JsonObject;
  error?: Draft;
  /** The balance in the response, of any type. */
  balance?: unknown;
  /** The wait in seconds from the field of the code, of any type, and the name of the field. */
  wait?: readonly [seconds: unknown, field: string] | undefined;
}

/** Parses the envelope. It accepts any media type and ignores unknown fields. */
export function parseResponse(
  response: Response,
  { text, isTooLarge }: Body,
  { codes, docs, balance }: ContractData,
  { items, empty }: OperationData,
  hide: Hide,
): ParsedEnvelope {
  const { status } = response;
  // Mask before cutting to 500 characters: half a token at the end would not be found. No form of a token has more than
  // 1 MiB, so the rest of the body needs no search.
  const excerpt = () => hide(text.slice(0, 2 ** 20)).slice(0, 500);
  // If the caller's fetch followed a redirect, the response may be from another server, which now has the token.
  const isRedirect =
    response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400);
  if (!text && !isRedirect && empty?.includes(status)) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Then the value is undefined, which JSON does not have.
  }
  // In a value from JSON.parse, only an object has these properties.
  const { success, data, error } = Object(value) as JsonObject;
  const fields = Object(error) as JsonObject;
  const { code, message } = fields;
  // Even with the value null, either field counts as present.
  const isBoth = data !== undefined && error !== undefined;

  if (success === false && !isBoth && code && typeof code === 'string' && !isTooLarge) {
    const known = codes[code];
    const failure: JsonObject = known
      ? { kind: 'api', code, status, solution: known.solution, docs: docs.replace('{code}', code) }
      : { kind: 'unknown_code', receivedCode: hide(code), status, excerpt: excerpt() };
    failure.message = isVisibleMessage(message)
      ? hide(message)
      : (known?.meaning ?? `Unknown error ${failure.receivedCode}`);
    const parsed: ParsedEnvelope = { error: failure as Draft };
    for (const [name, { role, minimum, maximum, type = 'integer' }] of Object.entries(known?.fields ?? {})) {
      const value = fields[name] as number;
      // `60.0` is the integer 60 (JSON Schema). A malformed field is left out. A comparison with undefined is false.
      if (
        (type === 'integer' ? Number.isInteger(value) : typeof value === type) &&
        !(value < (minimum as number) || value > (maximum as number))
      ) {
        failure[name] = type === 'string' ? hide(`${value}`) : value;
      }
      if (role === 'wait') parsed.wait = [value, name];
      if (role === 'balance') parsed.balance = value;
    }
    return parsed;
  }

  const reason = reasonOf();
  if (reason) return { error: protocolFailure(reason, status, excerpt()) };
  return { data: data as JsonObject, balance: (data as JsonObject)[balance] };

  /** Returns why the response is not a success. */
  function reasonOf(): ProtocolReason | undefined {
    if (isTooLarge) return 'too_large';
    if (isRedirect) return 'redirect';
    if (value === undefined) return reasonOfText(text);
    if (isBoth && typeof success === 'boolean') return 'data_and_error';
    if (success !== true || Object(data) !== data || Array.isArray(data)) return 'not_envelope';
    if (!response.ok) return 'wrong_status';
    return items && !Array.isArray((data as JsonObject)[items]) ? 'no_items' : undefined;
  }
}
