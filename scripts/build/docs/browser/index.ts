/** The page's own script, beside Redoc's: what a keyboard and a screen reader need, and buttons that copy. */
import { addCopyButtons } from './copy.ts';
import { followLinks } from './follow.ts';
import { enableButtons, mend } from './mend.ts';
import { keepFocusInside, watchOverlays } from './overlays.ts';
import { printLight } from './print.ts';

/** Until Redoc has taken over what was prerendered, its search says that it loads. */
function isReady(): boolean {
  const trigger = document.querySelector('[data-testid="search-trigger"]');
  return trigger !== null && !trigger.textContent?.includes('Loading');
}

let asked = false;

/** How long changes are gathered for, in milliseconds: about a frame. A frame itself never comes to a page behind another. */
const GATHER_MS = 16;

/** Once for all that changes in a moment. */
function soon(): void {
  if (asked) return;
  asked = true;
  setTimeout(() => {
    asked = false;
    // What is added before would be no part of what Redoc expects to find.
    if (!isReady()) return;
    mend();
    addCopyButtons();
    watchOverlays();
  }, GATHER_MS);
}

new MutationObserver(soon).observe(document.body, {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ['aria-label', 'aria-expanded', 'class'],
});
addEventListener('resize', soon);
soon();
enableButtons();
followLinks();
keepFocusInside();
printLight();
