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

/** The envelope in a body, or the reason why the body is not an envelope. */
type Envelope = { data: JsonObject } | { error: JsonObject & { code: string } } | { reason: ProtocolReason };

/**
 * Parses the envelope. It accepts any media type and ignores unknown fields.
 *
 * @param items the field of `data` that must be an array, if any
 */
export function parseResponse(
  response: Response,
  body: Body,
  contract: ContractData,
  items: OperationData['items'],
  hide: Hide,
): ParsedEnvelope {
  const { status, ok } = response;
  // Mask before cutting: half a token at the end would not be found.
  const excerpt = () => hide(body.text).slice(0, 500);
  const fail = (reason: ProtocolReason) => ({ error: protocolFailure(reason, status, excerpt()) });

  if (body.isTooLarge) return fail('too_large');
  const envelope = readEnvelope(body.text);
  if ('error' in envelope) return parseError(envelope.error, status, contract, hide, excerpt);
  // If the caller's fetch followed a redirect, the response may be from another server, which now has the token.
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return fail('redirect');
  }
  if ('reason' in envelope) return fail(envelope.reason);
  const { data } = envelope;
  if (!ok) return fail('wrong_status');
  if (items && !Array.isArray(data[items])) return fail('no_items');
  return { data, balance: data[contract.balance] };
}

function readEnvelope(text: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: reasonOfText(text) };
  }
  // In a value from JSON.parse, only an object has these properties.
  const { success, data, error } = Object(value) as JsonObject;
  if (typeof success !== 'boolean') return { reason: 'not_envelope' };
  // Even with the value null, either field counts as present.
  if (data !== undefined && error !== undefined) return { reason: 'data_and_error' };
  if (success && Object(data) === data && !Array.isArray(data)) return { data: data as JsonObject };
  const { code } = Object(error) as JsonObject;
  if (!success && code && typeof code === 'string') return { error: error as JsonObject & { code: string } };
  return { reason: 'not_envelope' };
}

/** Builds the failure of an error envelope. */
function parseError(
  fields: JsonObject & { code: string },
  status: number,
  { codes, docs }: ContractData,
  hide: Hide,
  excerpt: () => string,
): ParsedEnvelope {
  const { code, message } = fields;
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
