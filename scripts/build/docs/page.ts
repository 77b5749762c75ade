/** What becomes of Redoc's page: it asks nobody for anything, and says so in its policy. */
import { createHash } from 'node:crypto';
import { StepError } from '../../lib/project.ts';

/** What is put in the place of what Redoc's page has. */
interface Change {
  /** What it is for, as a message names it. */
  what: string;
  find: string | RegExp;
  replacement: string;
}

/** The word of Redoc's logo, black; the style sheet sees to dark mode. An image of its own asks no host. */
const LOGO = svg(
  '<svg xmlns="http://www.w3.org/2000/svg" width="42" height="14" viewBox="0 0 42 14">' +
    '<text x="0" y="11" font-family="sans-serif" font-size="12" font-weight="600">Redoc</text></svg>',
);

/** An address that is never asked: an empty `data:` one. */
const NOWHERE = 'data:,';

/** Redoc's own outside requests, and links that go nowhere before its script has run. */
const CHANGES: readonly Change[] = [
  {
    what: "the large logo's address",
    find: 'https://cdn.redoc.ly/redoc/logo-mini-full.svg',
    replacement: LOGO,
  },
  { what: "the small logo's address", find: 'https://cdn.redoc.ly/redoc/logo-mini.svg', replacement: LOGO },
  { what: "the icons' host", find: /https:\/\/cdn\.redocly\.com\/icons\/[^`"']+/g, replacement: NOWHERE },
  { what: "the telemetry's host", find: 'https://otel.cloud.redocly.com/v1/traces', replacement: NOWHERE },
  // Prerendering does not know that the page's addresses stand behind a hash. These work without a script, too.
  {
    what: 'the prerendered links to sections',
    find: /(<a [^>]*href=")\/(?=section\/[^"]*" data-discover)/g,
    replacement: '$1#',
  },
  {
    what: 'the other prerendered links',
    find: /(<a [^>]*href=")\/(?=[^"]*" data-discover)/g,
    replacement: '$1#/',
  },
  {
    what: 'the smooth scrolling',
    find: 'behavior:`smooth`',
    replacement: 'behavior:matchMedia(`(prefers-reduced-motion:reduce)`).matches?`auto`:`smooth`',
  },
  {
    // Redoc's search has one entry for the whole introduction. The template holds one for each code.
    what: "the search's entries",
    find: /(=[\w$]+\.getResult\(\))(?=,[\w$]+=new [\w$]+;for\(let [\w$]+ of [\w$]+\)[\w$]+\.addDocument\()/g,
    replacement: '$1.concat(JSON.parse(document.getElementById(`docs-search`).textContent))',
  },
];

/** Hosts of which no trace may be left. */
const ASKED_HOSTS = /https?:\/\/(?:cdn|otel|fonts|api)\.[\w.-]+/g;

/**
 * Makes the page of what `redocly build-docs` wrote with the template.
 *
 * @param page the page as Redocly wrote it
 * @param fill what stands for the template's words in per cent signs, by the word
 * @throws {StepError} where the page is not as expected: a new Redoc, most likely, that is to be looked at
 */
export function finishPage(page: string, fill: Readonly<Record<string, string>>): string {
  let finished = CHANGES.reduce(change, page);
  const left = [...new Set(finished.match(ASKED_HOSTS))];
  if (left.length > 0) {
    throw unexpected(`it still names ${left.join(', ')}`);
  }
  for (const [word, text] of Object.entries(fill)) {
    finished = change(finished, { what: `the template's %${word}%`, find: `%${word}%`, replacement: text });
  }
  // The last step, for the hashes are those of the scripts as they are in the end.
  return change(finished, {
    what: "the template's %SCRIPTS%",
    find: '%SCRIPTS%',
    replacement: scriptHashes(finished).join(' '),
  });
}

function change(page: string, { what, find, replacement }: Change): string {
  const parts = page.split(find);
  if (parts.length < 2) throw unexpected(`${what} is not in it`);
  return typeof find === 'string' ? parts.join(replacement) : page.replace(find, replacement);
}

function unexpected(why: string): StepError {
  return new StepError(
    `The docs page that \`redocly build-docs\` wrote is not as expected: ${why}. ` +
      'See what has changed in Redoc, and mend scripts/build/docs/page.ts or scripts/build/docs/template.hbs.',
  );
}

/** The sources of the page's inline scripts for its policy (CSP 3, 2.3.1). */
function scriptHashes(page: string): string[] {
  // What has another type is data, and does not run.
  const scripts = [
    ...page.matchAll(/<script\b(?![^>]*\btype="application\/json")[^>]*>([\s\S]*?)<\/script>/g),
  ];
  if (scripts.length === 0) throw unexpected('no script is in it');
  return scripts.map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

/** Data as it can stand in an element of the page: nothing in it ends the element. */
export function embedded(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** An image in an address. Neither quotes nor backquotes are left: it is put into strings of any kind. */
function svg(text: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;
}
