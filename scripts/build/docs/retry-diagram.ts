/** When to retry, as a picture: an inline SVG made of the catalogue. Its colours are the style sheet's, for both schemes. */
import type { Catalogue, CatalogueEntry } from '../../lib/read-contract.ts';

/** A box that asks, and one beside it that answers: what to do where it is so. The last asks nothing, for it is the rest. */
interface Step {
  question: string;
  codes: string[];
  action: readonly [string, string];
}

type Form = 'wide' | 'narrow';

/** Lengths in units of the drawing, which are pixels where it has room. A character is as wide as in any usual font. */
const TEXT = { size: 14, width: 7.4, line: 18 };
const CODE = { width: 7.3 };
const BOX = { width: 320, padding: 14, radius: 8 };
/** From a box to the next: below it, beside it, and from the left edge to an action of the narrow form. */
const GAP = { below: 40, beside: 80, inset: 60 };
/** Where the narrow form's line to the next question runs, below the left end of the boxes. */
const TRUNK = 20;

/**
 * Draws it twice, wide and narrow; the style sheet shows the one that fits.
 *
 * @returns HTML in one line, as Markdown takes it
 */
export function retryDiagram(catalogue: Catalogue): string {
  const steps = stepsOf(catalogue);
  return `<figure class="retry-diagram">${draw(steps, 'wide')}${draw(steps, 'narrow')}</figure>`;
}

function stepsOf({ errors }: Catalogue): Step[] {
  const field = errors.flatMap(({ fields }) => fields).find(({ role }) => role === 'wait')?.name;
  const steps: [CatalogueEntry['retry'], string, Step['action']][] = [
    ['wait', 'Does the answer name a wait?', [`Wait ${field} seconds,`, 'with every request. Then retry.']],
    ['backoff', 'Is the fault transient?', ['Back off exponentially:', 'retry a few times, then give up.']],
    ['never', 'Any other code', ['Do not retry: mend the cause.', 'The same request fails again.']],
  ];
  return steps
    .map(([retry, question, action]) => ({
      question,
      action,
      codes: errors.filter((entry) => entry.retry === retry).map(({ code }) => code),
    }))
    .filter(({ codes }) => codes.length > 0);
}

function draw(steps: readonly Step[], form: Form): string {
  const width = Math.max(BOX.width, ...steps.map(widthOf));
  const actionHeight = 2 * BOX.padding + 2 * TEXT.line;
  const parts: string[] = [];
  let top = 1;
  for (const [index, { question, codes, action }] of steps.entries()) {
    const height = 2 * BOX.padding + (codes.length + 1) * TEXT.line;
    const bottom = top + height;
    const isLast = index === steps.length - 1;
    const yes = isLast ? '' : 'yes';
    parts.push(box(1, top, width, height, 'question', question, codes, 'code'));
    let end = bottom;
    if (form === 'wide') {
      const middle = top + height / 2;
      const left = width + GAP.beside;
      parts.push(line(`M${width + 1} ${middle}H${left}`, RIGHT), word(yes, width + 26, middle - 6));
      parts.push(box(left + 1, middle - actionHeight / 2, width, actionHeight, 'action', ...action));
      if (!isLast) {
        const x = width / 2;
        parts.push(line(`M${x} ${bottom}V${bottom + GAP.below}`, DOWN), word('no', x + 12, bottom + 24));
      }
    } else {
      const middle = bottom + GAP.below / 2 + actionHeight / 2;
      end = middle + actionHeight / 2;
      parts.push(line(`M${TRUNK} ${middle}H${GAP.inset}`, RIGHT), word(yes, TRUNK + 8, middle - 6));
      parts.push(
        box(GAP.inset + 1, end - actionHeight, width - GAP.inset, actionHeight, 'action', ...action),
      );
      // On to the next question where there is one, and else as far as the action.
      parts.push(
        isLast ? line(`M${TRUNK} ${bottom}V${middle}`) : line(`M${TRUNK} ${bottom}V${end + GAP.below}`, DOWN),
      );
      if (!isLast) parts.push(word('no', TRUNK + 12, end + 24));
    }
    top = end + (isLast ? 0 : GAP.below);
  }
  const size = { width: (form === 'wide' ? 2 * width + GAP.beside : width) + 2, height: top + 1 };
  return picture(form, size, steps, parts.join(''));
}

function picture(
  form: Form,
  { width, height }: { width: number; height: number },
  steps: readonly Step[],
  parts: string,
): string {
  const said = steps.map(({ codes, action }) => `${codes.join(', ')}: ${action.join(' ')}`).join(' ');
  const [title, text] = [`retry-title-${form}`, `retry-text-${form}`];
  return (
    `<svg class="${form}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img" aria-labelledby="${title}" aria-describedby="${text}">` +
    `<title id="${title}">When to retry</title><desc id="${text}">${escaped(said)}</desc>${parts}</svg>`
  );
}

function widthOf({ question, codes }: Step): number {
  const widths = [question.length * TEXT.width, ...codes.map((code) => code.length * CODE.width)];
  return Math.ceil(Math.max(...widths)) + 2 * BOX.padding;
}

/** A box with its text: the first line strong, then the others. */
function box(
  x: number,
  y: number,
  width: number,
  height: number,
  kind: string,
  first: string,
  others: string | readonly string[],
  name = 'plain',
): string {
  const texts = [first, ...[others].flat()].map((text, index) => {
    const baseline = y + BOX.padding + index * TEXT.line + TEXT.size - 1;
    return `<text class="${index === 0 ? 'strong' : name}" x="${x + BOX.padding}" y="${baseline}">${escaped(text)}</text>`;
  });
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${BOX.radius}"></rect>${texts.join('')}`;
}

/** The heads of arrows, drawn on from where the line ends. */
const RIGHT = 'm-7 -5l7 5l-7 5';
const DOWN = 'm-5 -7l5 7l5 -7';

function line(path: string, head = ''): string {
  return `<path d="${path}${head}"></path>`;
}

function word(text: string, x: number, y: number): string {
  return text === '' ? '' : `<text class="answer" x="${x}" y="${y}">${text}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
