/** Explains a pasted text in the page, without a request. */
import type { Catalogue } from '../../../../src/contract/catalogue.ts';

export function addPasteBox(): void {
  const data = document.querySelector('#catalogue')?.textContent;
  const input = document.querySelector<HTMLTextAreaElement>('#error');
  const output = document.querySelector('#explanation');
  if (!data || !input || !output) return;
  const catalogue = JSON.parse(data) as Catalogue;
  const box = input.closest<HTMLElement>('.paste');
  if (box) box.hidden = false;
  input.addEventListener('input', () => {
    output.textContent = String(catalogue.errors.length);
  });
}
