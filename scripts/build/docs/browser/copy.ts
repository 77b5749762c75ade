/** A button beside each block of code in the texts: Redoc has them at its samples alone. */
import { say } from './say.ts';

/** How long a button says that it has copied, in milliseconds. */
const SAID_MS = 2_000;

/** Adds the buttons that are not there yet. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>(
    '[data-component-name="Markdown/Markdown"] > pre',
  )) {
    if (block.nextElementSibling?.matches('.copy-code')) continue;
    block.after(buttonFor(block));
  }
}

function buttonFor(block: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.textContent = 'Copy';
  // Which of the many: the section's heading, and what kind of text it is.
  const section = block.closest('[data-section-id]')?.querySelector('h1, h2, h3')?.textContent?.trim() ?? '';
  button.setAttribute('aria-label', `Copy the ${block.dataset.language ?? 'text'} of ${section}`);
  button.addEventListener('click', async () => {
    const done = await copy(block.textContent.trimEnd());
    button.textContent = done ? 'Copied' : 'Press Ctrl+C';
    if (!done) getSelection()?.selectAllChildren(block);
    say(button.textContent);
    setTimeout(() => {
      button.textContent = 'Copy';
    }, SAID_MS);
  });
  return button;
}

/** @returns whether it was copied: a page from an insecure origin has no clipboard, and a browser may refuse it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
