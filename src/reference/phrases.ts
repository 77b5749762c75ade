/** States facts of a catalogue entry in words. */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';
import type { ErrorField, ResponseHeader } from '../contract/model.ts';
import { type Relation, relationInWords } from '../contract/relations.ts';
import { code, type Inline, parseInline } from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import { inline } from '../text/markdown.ts';

/** Returns a text of the catalogue as a sentence. Adds the full stop if the text has no end mark. */
export function sentence(text: string): string {
  const line = inline(text);
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`;
}

/** Returns the retry policy in a few words, for a table. */
export function retryInShort(entry: CatalogueEntry): Inline {
  if (entry.retry === 'never') return 'no';
  return entry.retry === 'wait' ? ['after ', waitField(entry), ' seconds'] : 'exponential backoff';
}

/** Returns the retry policy in sentences. */
export function retryInWords(entry: CatalogueEntry): Inline {
  if (entry.retry === 'never') return 'No. The request fails until you fix the cause.';
  if (entry.retry === 'wait') {
    return ['Yes, after ', waitField(entry), ' seconds. Do not send any request before then.'];
  }
  // RFC 9110 10.2.3
  const hasRetryAfter = entry.headers.some(({ name }) => name.toLowerCase() === 'retry-after');
  const hint = [' If the response has a ', code('Retry-After'), ' header, wait at least that long.'];
  return ['Yes, with exponential backoff.', ...(hasRetryAfter ? hint : [])];
}

/** Returns the name of the field with the wait. A lint rule requires such a field for the policy `wait`. */
function waitField({ fields }: CatalogueEntry): Inline {
  return code(fields.find(({ role }) => role === 'wait')?.name ?? 'Retry-After');
}

/** Returns the range, the list of the values or the format of the values that a field can have. */
export function rangeInWords({
  minimum,
  maximum,
  enum: values,
  format,
}: Pick<ErrorField, 'minimum' | 'maximum' | 'enum' | 'format'>): Inline {
  if (values) return ['one of ', listed(values.map((value) => code(JSON.stringify(value))))];
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  if (maximum !== undefined) return `${maximum} or less`;
  return format === undefined ? 'any' : ['format ', code(format)];
}

/** Returns a relation as a sentence: "`available` MUST be less than `required`." */
export function relationSentence(relation: Relation): Inline {
  return [code(relation.field), ` ${relation.level} be `, relationInWords(relation, code), '.'];
}

/** Returns sentences about a header: its level, its description, and the field that it must agree with. */
export function headerInWords({ name, level, equals, description }: ResponseHeader): Inline {
  const agreement = equals ? [' If it is present, it MUST agree with ', code(equals), '.'] : '';
  return [code(name), ` ${level} be sent. `, parseInline(sentence(description)), agreement];
}

/** Returns the message of the code's example. */
export function messageOf({ example: { error } }: CatalogueEntry): string {
  return isObject(error) ? String(error.message) : '';
}
