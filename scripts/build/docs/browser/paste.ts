/** Shows the explanation of a pasted text while the reader types. */
import { toHtml } from '../../../../src/text/html-blocks.ts';
import { type Explained, explain } from './explain.ts';

/** The level of the page's heading above the box: the explanation has the levels below it. */
const LEVEL = 2;

export function addPasteBox(): void {
  const data = document.querySelector('#codes-data')?.textContent;
  const input = document.querySelector<HTMLTextAreaElement>('#error');
  const output = document.querySelector('#explanation');
  const box = input?.closest<HTMLElement>('.paste');
  if (!data || !input || !output || !box) return;
  const explained = JSON.parse(data) as Explained;
  const show = () => {
    const blocks = explain(input.value, explained).map((block) =>
      block.type === 'heading' ? { ...block, level: block.level + LEVEL } : block,
    );
    // toHtml escapes the texts of all blocks.
    output.innerHTML = toHtml(blocks).text;
  };
  input.addEventListener('input', show);
  box.hidden = false;
  // A browser may restore the text when the reader goes back.
  show();
}
