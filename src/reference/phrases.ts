/** What the catalogue says of a code, in words. */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { ErrorField, ResponseHeader } from '../contract/model.ts';
import { type Relation, relationInWords } from '../contract/relations.ts';
import { code, type Inline, parseInline } from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import { inline } from '../text/markdown.ts';

/** A text of the catalogue as a sentence: some are phrases without a full stop. */
export function sentence(text: string): string {
  const line = inline(text);
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The retry policy in a few words, for a table. */
export function retryInShort(entry: CatalogueEntry): Inline {
  if (entry.retry === 'never') return 'no';
  return entry.retry === 'wait' ? ['after ', waitField(entry), ' seconds'] : 'exponential backoff';
}

/** The retry policy in sentences. */
export function retryInWords(entry: CatalogueEntry): Inline {
  if (entry.retry === 'never') return 'No. The same request fails again until its cause is mended.';
  if (entry.retry === 'wait') {
    return ['Yes, after ', waitField(entry), ' seconds. Send no other request before they are over.'];
  }
  // RFC 9110 10.2.3: the header that says how long to wait.
  const hinted = entry.headers.some(({ name }) => name.toLowerCase() === 'retry-after');
  const hint = [', and not before the time that a ', code('Retry-After'), ' header names'];
  return ['Yes, with exponential backoff', ...(hinted ? hint : []), '.'];
}

/** The field that says how long to wait; a lint rule sees to it that a code with this policy has one. */
function waitField({ fields }: CatalogueEntry): Inline {
  return code(fields.find(({ role }) => role === 'wait')?.name ?? 'Retry-After');
}

/** The values that a field can have. */
export function rangeInWords({ minimum, maximum, enum: values }: ErrorField): Inline {
  if (values) return ['one of ', listed(values.map((value) => code(JSON.stringify(value))))];
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  return maximum === undefined ? 'any' : `${maximum} or less`;
}

/** States a relation in a sentence: "`available` MUST be less than `required`." */
export function relationSentence(relation: Relation): Inline {
  return [code(relation.field), ` ${relation.level} be `, relationInWords(relation, code), '.'];
}

/** Whether a header is sent, and what it says. */
export function headerInWords({ name, level, equals, description }: ResponseHeader): Inline {
  const same = equals ? [' Where it is there, it MUST say the same as ', code(equals), '.'] : '';
  return [code(name), ` ${level} be sent. `, parseInline(sentence(description)), same];
}
