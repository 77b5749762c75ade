/** Decides what to say about a pasted text, for the command and for the docs. */
import type { ParsedError, ParsedResponse } from './parse-response.ts';
import { type Recognizable, recognize } from './recognize.ts';
import { similarCodes } from './suggest-codes.ts';

export type Explanation<Entry> = { type: 'success' } | ExplainedResponse<Entry> | ExplainedText<Entry>;

/** An error response of the API. Without `entry`, its code is unknown. */
export interface ExplainedResponse<Entry> {
  type: 'response';
  response: ParsedError;
  entry?: Entry | undefined;
  /** The codes that are similar to an unknown code. */
  similar: readonly string[];
}

/** Any other text. If it has neither codes nor a fault, nothing in it is known. */
export interface ExplainedText<Entry> {
  type: 'text';
  /** The decoded text. */
  text: string;
  /** Why the text is not a response: a clause. */
  reason: string;
  /** The codes in the text, in its order. */
  entries: readonly Entry[];
  /** Whether a list of the codes is enough: there are several, and they match only by words. */
  isList: boolean;
  /** What is wrong: a sentence. */
  fault?: string;
  /** The codes that are similar to a misspelt code in the text. */
  similar: readonly string[];
}

/** Explains a parsed text with the codes of the contract. */
export function explanationOf<Entry extends Recognizable>(
  parsed: ParsedResponse,
  errors: readonly Entry[],
): Explanation<Entry> {
  const codes = errors.map(({ code }) => code);
  if (parsed.type === 'success') return { type: 'success' };
  if (parsed.type === 'error') {
    const { code } = parsed;
    const entry = errors.find((known) => known.code === code);
    return { type: 'response', response: parsed, entry, similar: entry ? [] : similarCodes(code, codes) };
  }
  const { text, reason, status } = parsed;
  const query = text.trim();
  const found = recognize(text, errors);
  const entries = found?.entries ?? [];
  const isList = found?.by === 'words' && entries.length > 1;
  const explained = { type: 'text', text, reason, entries, isList, similar: [] } as const;
  // A single line is a line of a log, also if it is a status line.
  if (status !== undefined && (entries.length === 0 || query.includes('\n'))) {
    const hint =
      found?.by === 'code'
        ? 'The response was not checked. It may be incomplete, or the text may contain more than the response.'
        : 'Something other than the API may have answered, for example a proxy.';
    return { ...explained, fault: `Unexpected response (status ${status}): ${reason}. ${hint}` };
  }
  if (entries.length > 0) return explained;
  const unknown = found?.by === 'status' ? found.status : /^\d{1,20}$/.exec(query)?.[0];
  if (unknown !== undefined) return { ...explained, fault: noCodeOfStatus(unknown, errors) };
  const misspelt = /[A-Z]{2,40}(?:_[A-Z]{2,40}){1,8}/.exec(text)?.[0];
  return { ...explained, similar: similarCodes(misspelt ?? query, codes) };
}

/** Returns a sentence about a status that no code has. It lists the statuses. */
export function noCodeOfStatus(status: string, errors: readonly Pick<Recognizable, 'status'>[]): string {
  const statuses = [...new Set(errors.map((entry) => entry.status))].sort((a, b) => a - b);
  return `No code has the status ${status}. The statuses are ${statuses.join(', ')}.`;
}
