/** Filters the table of codes while the reader types. */

export function addFilter(): void {
  const input = document.querySelector<HTMLInputElement>('#filter');
  const matches = document.querySelector('#matches');
  if (!input || !matches) return;
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('.codes tbody tr')];
  const texts = rows.map((row) => comparable(`${row.textContent} ${row.id.replaceAll('_', ' ')}`));
  const filter = () => {
    const words = comparable(input.value).split(' ').filter(Boolean);
    for (const [at, row] of rows.entries()) row.hidden = !words.every((word) => texts[at]?.includes(word));
    const count = rows.filter((row) => !row.hidden).length;
    matches.textContent = words.length === 0 ? '' : count === 1 ? '1 code' : `${count} codes`;
  };
  input.addEventListener('input', filter);
  const paragraph = input.closest('p');
  if (paragraph) paragraph.hidden = false;
  // A browser may restore the text when the reader goes back.
  filter();
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/[-\s]+/g, ' ');
}
