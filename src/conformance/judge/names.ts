/** Names that stand twice in one object: readers disagree on which counts (RFC 8259 4, a SHOULD). */
import { visit } from 'jsonc-parser';
import type { WireResponse } from '../transport.ts';
import type { Finding } from '../types.ts';
import { textOf } from './body.ts';
import { must } from './finding.ts';

export function repeatedNames(response: WireResponse): Finding[] {
  const open: Set<string>[] = [];
  let repeated: string | undefined;
  visit(textOf(response), {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name) => {
      const names = open.at(-1);
      if (names?.has(name)) repeated ??= name;
      names?.add(name);
    },
  });
  if (repeated === undefined) return [];
  const came = `${JSON.stringify(repeated)} twice`;
  return [{ ...must('names', 'each name once in an object', came, 'RFC 8259 4', repeated), level: 'SHOULD' }];
}
