/** From an answer to what it says: the envelope decides, whatever the status (CONTRACT "What a client does" 1 to 3). */
import type { ContractData } from './contract-data.ts';
import type { Failure } from './result.ts';

type JsonObject = Record<string, unknown>;

/** A failure before the call adds what it alone knows: the operation and the attempts. */
export type Draft = {
  [Kind in Failure as Kind['kind']]: Omit<Kind, 'operation' | 'attempts'>;
}[Failure['kind']];

/** What an answer says: the data of a success, or a failure and the `error` object as it came. */
export type Verdict = { data?: JsonObject; error?: Draft; raw?: JsonObject };

/**
 * Judges an answer. Lenient where it can be: no media type is asked for, unknown fields are ignored.
 *
 * @param text the body
 * @param hide masks the token in a text
 */
export function judge(
  { status, ok, redirected }: Response,
  text: string,
  { codes, docs }: ContractData,
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
  if (success === true && isObject(data) && error === undefined && ok && !redirected) return { data };

  // Masked before it is cut: half a token at the edge would not be found.
  const excerpt = hide(text).slice(0, 500);
  if (
    success !== false ||
    !isObject(error) ||
    data !== undefined ||
    !error.code ||
    typeof error.code !== 'string'
  ) {
    return {
      error: {
        kind: 'protocol',
        status,
        excerpt,
        message: `The answer (status ${status}) is none of the API's.`,
      },
    };
  }
  const { code, message } = error;
  const known = codes[code];
  const receivedCode = hide(code);
  const failure: JsonObject = known
    ? { kind: 'api', code, status, solution: known[1], docs: docs + code.toLowerCase() }
    : { kind: 'unknown_code', receivedCode, status, excerpt };
  // At least one visible character: none of space, control and format.
  failure.message =
    typeof message === 'string' && /[^\s\p{C}]/u.test(message)
      ? hide(message)
      : (known?.[0] ?? `Unknown error ${receivedCode}`);
  for (const [name, , minimum = -Infinity, maximum = Infinity, type = 'integer'] of known?.[3] ?? []) {
    const value = error[name];
    // `60.0` is the integer 60 (JSON Schema). A malformed field is left out.
    const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
    if (typeof value === 'string' && fits) failure[name] = hide(value);
    else if (fits && !((value as number) < minimum) && !((value as number) > maximum)) failure[name] = value;
  }
  return { error: failure as Draft, raw: error };
}

function isObject(value: unknown): value is JsonObject {
  return Object(value) === value && !Array.isArray(value);
}
