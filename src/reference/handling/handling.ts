/** Describes how a program handles a code: in sentences, and as a program in four languages. */
import { DEFAULTS } from '../../client/read-options.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import type { Contract } from '../../contract/model.ts';
import { codeBlock, type Tab } from '../../text/blocks.ts';
import { counted } from '../../text/english.ts';
import { curl } from './curl.ts';
import { plainFetch } from './fetch.ts';
import { python } from './python.ts';
import { type Situation, situationOf } from './situation.ts';
import { typescript } from './typescript.ts';

const { retries, backoffMs, backoffMaxMs, waitMaxMs } = DEFAULTS.retry;
const UP_TO = `up to ${counted(retries, 'time')}`;

/** The client's behaviour with default options, by retry policy. */
const DEFAULT_BEHAVIOUR = {
  never: 'returns the error immediately.',
  wait:
    `waits that long and retries, ${UP_TO}. ` +
    `If the wait exceeds ${waitMaxMs / 1000} seconds, it returns the error immediately.`,
  backoff:
    `retries ${UP_TO}. It waits about ${backoffMs / 1000} seconds before the first retry, ` +
    `then twice as long each time, up to ${backoffMaxMs / 1000} seconds.`,
};

/** Returns sentences about what the client does with a code before it returns the error to its caller. */
export function clientInWords({ retry, operations }: CatalogueEntry, contract: Contract): string {
  const unsafe = contract.operations.some(({ id, safe }) => !safe && operations.includes(id));
  const limit =
    retry === 'never' || !unsafe
      ? ''
      : ' It does not retry a call that may change data, unless the operation has an idempotency key.';
  return `The TypeScript client ${DEFAULT_BEHAVIOUR[retry]}${limit}`;
}

/** The languages of the snippets: the label of the tab, the language of the code block, and the function that writes it. */
export const LANGUAGES: readonly [
  label: string,
  language: string,
  write: (situation: Situation) => string,
][] = [
  ['TypeScript', 'ts', typescript],
  ['fetch', 'js', plainFetch],
  ['Python', 'python', python],
  ['curl', 'sh', curl],
];

/** Returns a tab for each language with a program that handles the code. Empty if no operation returns the code. */
export function handlingTabs(entry: CatalogueEntry, contract: Contract): Tab[] {
  const situation = situationOf(entry, contract);
  if (situation === undefined) return [];
  return LANGUAGES.map(([label, language, write]) => ({
    label,
    blocks: [codeBlock(language, write(situation))],
  }));
}
