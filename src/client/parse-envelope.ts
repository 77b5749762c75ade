/** Parses a response: the envelope decides, regardless of the status (DECISIONS "Client 1: envelope"). */
import { isVisibleMessage } from '../contract/message.ts';
import type { ContractData } from './contract-data.ts';
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

/**
 * Parses the envelope. It accepts any media type and ignores unknown fields.
 *
 * @param text the body
 * @param hide masks the token in a text
 */
export function parseEnvelope(
  { status, ok, redirected }: Response,
  text: string,
  { codes, docs, balance }: ContractData,
  hide: (text: string) => string,
): ParsedEnvelope {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    // A body that is not JSON is reported below, like JSON that is not an envelope.
  }
  const { success, data, error }: JsonObject = Object(envelope);
  // If the caller's fetch followed a redirect, the response may be from another server, which now has the token.
  if (
    success === true &&
    Object(data) === data &&
    !Array.isArray(data) &&
    error === undefined &&
    ok &&
    !redirected
  ) {
    return { data: data as JsonObject, balance: (data as JsonObject)[balance] };
  }

  // Mask before cutting: half a token at the end would not be found.
  const excerpt = () => hide(text).slice(0, 500);
  // In a value from JSON.parse, only an object has a `code`.
  const fields: JsonObject = Object(error);
  const { code, message } = fields;
  if (success !== false || data !== undefined || !code || typeof code !== 'string') {
    const what = `Unexpected response (status ${status}): neither a success nor an error of the API. A proxy may have sent it.`;
    return { error: { kind: 'protocol', status, message: what, excerpt: excerpt() } };
  }
  const known = codes[code];
  const failure: JsonObject = known
    ? { kind: 'api', code, status, solution: known[1], docs: docs + code.toLowerCase() }
    : { kind: 'unknown_code', receivedCode: hide(code), status, excerpt: excerpt() };
  failure.message = isVisibleMessage(message)
    ? hide(message)
    : (known?.[0] ?? `Unknown error ${failure.receivedCode}`);
  const parsed: ParsedEnvelope = { error: failure as Draft };
  for (const [name, role, minimum, maximum, type = 'integer'] of known?.[3] ?? []) {
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
