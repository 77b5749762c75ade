/** From an answer to what it says: the envelope decides, whatever the status (DECISIONS "Client 1: envelope"). */
import { isVisibleMessage } from '../contract/message.ts';
import type { ContractData } from './contract-data.ts';
import type { Failure } from './result.ts';

type JsonObject = Record<string, unknown>;

/** A failure before the call adds what it alone knows: the operation and the attempts. */
export type Draft = {
  [Kind in Failure as Kind['kind']]: Omit<Kind, 'operation' | 'attempts'>;
}[Failure['kind']];

/** What an answer says: the data of a success, or a failure; and what the call must know of either. */
export interface Verdict {
  data?: JsonObject;
  error?: Draft;
  /** The balance that it names, of any type. */
  balance?: unknown;
  /** The wait in seconds that the code's own field names, of any type, and the name of that field. */
  wait?: readonly [seconds: unknown, field: string] | undefined;
}

/**
 * Judges an answer. Lenient where it can be: no media type is asked for, unknown fields are ignored.
 *
 * @param text the body
 * @param hide masks the token in a text
 */
export function judge(
  { status, ok, redirected }: Response,
  text: string,
  { codes, docs, balance }: ContractData,
  hide: (text: string) => string,
): Verdict {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    // No JSON is no envelope, as other JSON is none: the failure below says so.
  }
  const { success, data, error }: JsonObject = Object(envelope);
  // A fetch of the caller's that followed a redirect has handed the token to whoever answered.
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

  // Masked before it is cut: half a token at the edge would not be found.
  const excerpt = () => hide(text).slice(0, 500);
  // In what JSON.parse makes, nothing but an object has a `code`.
  const fields: JsonObject = Object(error);
  const { code, message } = fields;
  if (success !== false || data !== undefined || !code || typeof code !== 'string') {
    const what = `The answer (status ${status}) is none of the API's.`;
    return { error: { kind: 'protocol', status, message: what, excerpt: excerpt() } };
  }
  const known = codes[code];
  const failure: JsonObject = known
    ? { kind: 'api', code, status, solution: known[1], docs: docs + code.toLowerCase() }
    : { kind: 'unknown_code', receivedCode: hide(code), status, excerpt: excerpt() };
  failure.message = isVisibleMessage(message)
    ? hide(message)
    : (known?.[0] ?? `Unknown error ${failure.receivedCode}`);
  const verdict: Verdict = { error: failure as Draft };
  for (const [name, role, minimum, maximum, type = 'integer'] of known?.[3] ?? []) {
    const value = fields[name] as number;
    // `60.0` is the integer 60 (JSON Schema). A malformed field is left out; nothing is under a bound that is not there.
    if (
      (type === 'integer' ? Number.isInteger(value) : typeof value === type) &&
      !(value < (minimum as number) || value > (maximum as number))
    ) {
      failure[name] = type === 'string' ? hide(`${value}`) : value;
    }
    if (role === 'wait') verdict.wait = [value, name];
    if (role === 'balance') verdict.balance = value;
  }
  return verdict;
}
