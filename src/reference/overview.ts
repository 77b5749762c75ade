/** Overviews of all codes as blocks: the table of codes and the retry rules. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { type Block, code, type Inline, link, list, parseInline, table } from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import type { SectionOptions } from './code-section.ts';
import { retryInShort, retryInWords } from './phrases.ts';

/** Returns a list of the retry rules, each with the codes that it applies to. */
export function retryRules({ errors }: Catalogue): Block {
  const rules = new Map<string, { rule: Inline; codes: Inline[] }>();
  for (const entry of errors) {
    const rule = retryInWords(entry);
    const key = JSON.stringify(rule);
    const codes = rules.get(key)?.codes ?? [];
    rules.set(key, { rule, codes: [...codes, code(entry.code)] });
  }
  return list([...rules.values()].map(({ rule, codes }) => [listed(codes), ': ', rule]));
}

/** Returns the table of all codes. Each code links to its section. */
export function codeTable({ errors }: Catalogue, { href }: Pick<SectionOptions, 'href'>): Block {
  return table(
    ['Code', 'Status', 'Category', 'Meaning', 'What to do', 'Retry'],
    errors.map((entry) => [
      linkTo(entry, href),
      String(entry.status),
      entry.category,
      parseInline(entry.meaning),
      parseInline(entry.solution),
      retryInShort(entry),
    ]),
  );
}

function linkTo(entry: CatalogueEntry, href: SectionOptions['href']): Inline {
  return link(code(entry.code), href(entry));
}
