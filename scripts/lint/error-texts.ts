/** Derives the texts of a code from `x-error`. Tools read these texts in several places, but the spec states each text once. */
import { isObject, type JsonObject } from '../../src/contract/document.ts';
import { mediaOf, withCodes } from './contract.ts';
import { Place } from './place.ts';
import type { Context, Visitor } from './redocly.ts';

/**
 * Returns a decorator for `redocly bundle`. It adds `title`, `description` and the description of `properties.code` to the
 * schema of each code, and `summary` to the example of each code.
 */
export function errorTexts(): Visitor {
  return {
    Schema(node) {
      if (!isObject(node) || !isObject(node['x-error'])) return;
      const { meaning, solution } = node['x-error'];
      const code = isObject(node.properties) ? node.properties.code : undefined;
      if (!isObject(code)) return;
      const { type, ...rest } = node;
      replace(node, { type, title: code.const, description: sentence(meaning), ...rest });
      code.description ??= `${sentence(meaning)} ${sentence(solution)}`;
    },
    Response(node, context: Context) {
      const place = new Place(node, context);
      for (const member of withCodes({ statuses: [], place, media: mediaOf(place) }).members) {
        const example = mediaOf(place).at('examples', member.name).node;
        const meaning = member.at('x-error', 'meaning').node;
        // Some tools show only the summary of an example, so it begins with the code.
        if (isObject(example) && typeof meaning === 'string')
          replace(example, { summary: `${member.name}: ${meaning}`, ...example });
      }
    },
  };
}

/** Adds a full stop to a phrase of the error page. */
function sentence(phrase: unknown): string {
  return /[.!?]$/u.test(String(phrase)) ? String(phrase) : `${phrase}.`;
}

/** Replaces the content of an object, including the order of the keys. */
function replace(object: JsonObject, content: object): void {
  for (const key of Object.keys(object)) delete object[key];
  Object.assign(object, content);
}
