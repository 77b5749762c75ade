/** Opens the page of a code that the address names in any case, with hyphens or underscores. */
import { codeNameOf } from '../../../../src/reference/code-name.ts';
import { similarCodes } from '../../../../src/reference/suggest-codes.ts';

/** Follows the fragment of the landing page, and the path of an address without a page. */
export function followAddress(): void {
  const links = codeLinks();
  const fragment = nameIn(location.hash.slice(1));
  const isLanding = document.querySelector('#codes') !== null;
  const byFragment = links.get(fragment);
  if (isLanding && byFragment) location.replace(byFragment);

  const nearest = document.querySelector('#nearest');
  if (!nearest) return;
  const wanted = fragment || nameIn(location.pathname);
  const exact = links.get(wanted);
  if (exact) {
    location.replace(exact);
    return;
  }
  const codes = similarCodes(wanted, [...links.keys()]);
  if (codes.length === 0) return;
  const found = codes.map((code) => {
    const link = document.createElement('a');
    link.href = links.get(code) ?? '';
    link.append(Object.assign(document.createElement('code'), { textContent: code }));
    return link;
  });
  nearest.prepend(
    'Did you mean ',
    ...found.flatMap((link, at) => (at === 0 ? [link] : [' or ', link])),
    '? ',
  );
}

/** Returns the addresses of the codes' pages by code. Every page links to all codes. */
function codeLinks(): Map<string, string> {
  const links = document.querySelectorAll<HTMLAnchorElement>('nav.side a.code');
  return new Map([...links].map((link) => [link.textContent, link.href]));
}

/** Returns the last part of a path as the name of a code. */
function nameIn(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // Not percent-encoded: used as it is.
  }
  const last = text.split('/').filter(Boolean).at(-1) ?? '';
  return codeNameOf(last.replace(/\.(?:html|md)$/i, ''));
}
