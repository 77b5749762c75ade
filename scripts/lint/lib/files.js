import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** @import { Place } from './place.js' */

/**
 * The files that `$ref`s reach from the root, the root itself included.
 * @param {Place} root
 * @returns {Set<string>} absolute paths
 */
function reachedFiles(root) {
  const files = new Set([root.file]);
  const seen = new Set();
  /** @param {Place} place */
  const walk = (place) => {
    // A scalar has no children, and its pointer need not be remembered.
    if (typeof place.node !== 'object' || place.node === null || seen.has(place.id)) return;
    seen.add(place.id);
    files.add(place.file);
    for (const [key, child] of place.entries()) {
      walk(child);
      if (key === 'discriminator') for (const target of mappingTargets(child)) walk(target);
    }
  };
  walk(root);
  return files;
}

/**
 * What a discriminator's mapping points to: its values are references without the word `$ref` (OpenAPI 3.1.1,
 * 4.8.25).
 * @param {Place} discriminator
 */
function mappingTargets(discriminator) {
  return discriminator
    .at('mapping')
    .entries()
    .flatMap(([, value]) =>
      typeof value.node === 'string' ? [value.follow(value.node, value.location)] : [],
    );
}

/**
 * The files of the spec's folder that no `$ref` reaches. Of a chain of them only the first is given: with a
 * reference to it the others are reached too.
 * @param {Place} root
 * @returns {string[]} absolute paths
 */
export function orphanFiles(root) {
  const folder = dirname(root.file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []; // A spec that was read from a URL.
  const reached = reachedFiles(root);
  const orphans = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/u.test(name))
    .map((name) => join(folder, name))
    .filter((file) => !reached.has(file))
    .sort();
  const targets = new Map(orphans.map((file) => [file, mentionedFiles(file)]));
  const behind = (/** @type {string} */ file, held = new Set()) => {
    for (const target of targets.get(file) ?? [])
      if (!held.has(target)) {
        held.add(target);
        behind(target, held);
      }
    return held;
  };
  // One that reaches itself is in a ring, where none is first.
  return orphans.filter((file) =>
    orphans.every((other) => other === file || !behind(other).has(file) || behind(file).has(other)),
  );
}

/**
 * The files that a file mentions. The CLI has not read it, as nothing refers to it, so this goes by its text.
 * @param {string} file
 */
function mentionedFiles(file) {
  const paths = readFileSync(file, 'utf8').match(/[^\s'"#:,[\]{}]+\.(?:ya?ml|json)\b/gu) ?? [];
  return new Set(paths.map((path) => resolve(dirname(file), path)));
}

/**
 * A file's path as people know it, from the folder above the spec's: `spec/errors/NAME.yaml`.
 * @param {Place} root
 * @param {string} file
 */
export function shownPath(root, file) {
  return relative(dirname(dirname(root.file)), file)
    .split(sep)
    .join('/');
}

/**
 * The `$ref` that leads from one file to another.
 * @param {string} from
 * @param {string} to
 */
export function referenceTo(from, to) {
  const path = relative(dirname(from), to).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * A location in a file that the CLI has not read, with a source of the CLI's own class, which can find the
 * line of it.
 * @param {Place} root
 * @param {string} file
 * @returns {import('./redocly.js').KeyLocation}
 */
export function locationIn(root, file) {
  const Source = root.location.source.constructor;
  /** @type {import('./redocly.js').Source} */
  const source = Reflect.construct(Source, [file, readFileSync(file, 'utf8')]);
  return { source, pointer: '#/' };
}
