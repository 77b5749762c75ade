/** Joins the parts of a body. */
import type { BodyPart, BodyText } from '../types.ts';

/** Returns a body as one text. */
export function bodyText(body: BodyText): string {
  return typeof body === 'string' ? body : body.map(textOfPart).join('');
}

function textOfPart(part: BodyPart): string {
  return typeof part === 'string' ? part : part.text.repeat(part.times);
}
