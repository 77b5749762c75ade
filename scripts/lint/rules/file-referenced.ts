import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Location, Source, Visitor } from '../redocly.ts';

/**
 * Each file in the folder of the spec is used by the spec. Without this rule, the file of an error code that no response
 * refers to would be ignored silently.
 */
export function fileReferenced(): Visitor {
  const reached = new Set<string>();
  const reach = ({ source }: Location) => reached.add(source.absoluteRef);
  return {
    any: (_node, { location }) => reach(location),
    Root: {
      leave(_root, { location: { source }, report }) {
        for (const file of specFiles(source).filter((name) => !reached.has(name))) {
          const name = basename(file, extname(file));
          const code = `If the file defines an error code, add the code to \`oneOf\`, \`discriminator.mapping\` and \`examples\` of the response that has its status.`;
          const message = `No \`$ref\` leads to \`${name}\`. Add one, or delete the file. ${code}`;
          report({ message, location: { source: sourceOf(file, source), pointer: '#/' } });
        }
      },
    },
  };
}

function specFiles({ absoluteRef }: Source): string[] {
  const folder = dirname(absoluteRef);
  // A spec from a URL has no folder.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(ya?ml|json)$/u.test(file)).map((file) => join(folder, file));
}

/** Creates Redocly's source object for a file that Redocly has not read. Redocly finds line numbers with it. */
function sourceOf(file: string, source: Source): Source {
  return Reflect.construct(source.constructor, [file, readFileSync(file, 'utf8')]);
}
