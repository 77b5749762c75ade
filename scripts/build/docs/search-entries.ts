/**
 * What the page's search finds besides Redoc's own entries. Redoc makes one entry of the whole introduction, which leads
 * to its top: a code typed into the search would lead anywhere but to its section.
 */
import { isObject } from '../../../src/contract/document.ts';
import { sentence } from '../../../src/reference/phrases.ts';
import { type Catalogue, type CatalogueEntry, REFERENCE_HEADING } from '../../lib/read-contract.ts';

/** An entry in the form of Redoc's search. */
export interface SearchEntry {
  id: string;
  url: string;
  title: string;
  text: string;
  path: string[];
  /** Redoc ranks a match with a name above one with any text, and shows the best: place, name and description. */
  parameters: { place: string; name: string; description: string }[];
}

/** An entry for every code: found by the code, its status, and the wording of its message, meaning and solution. */
export function searchEntries({ errors }: Catalogue): SearchEntry[] {
  return errors.map((entry) => ({
    id: entry.fragment,
    url: `/${entry.fragment}`,
    // A title is what counts most, and a status is what many have in hand.
    title: `${entry.code} (${entry.status})`,
    text: plain(`${sentence(entry.meaning)} ${entry.occurs} What to do: ${sentence(entry.solution)}`),
    path: [REFERENCE_HEADING],
    parameters: [
      { place: 'Message', name: messageOf(entry), description: '' },
      { place: 'Meaning', name: plain(entry.meaning), description: '' },
      { place: 'What to do', name: plain(entry.solution), description: '' },
      { place: 'Test token', name: entry.testToken, description: '' },
      ...entry.fields.map(({ name, description }) => ({
        place: 'Field',
        name,
        description: plain(description),
      })),
    ],
  }));
}

function messageOf({ example: { error } }: CatalogueEntry): string {
  return isObject(error) ? String(error.message) : '';
}

/** Markdown's inline code as it is read. */
function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
