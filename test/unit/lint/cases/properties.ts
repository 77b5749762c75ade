import type { Case } from '../case.ts';

/** The properties of the objects. */
export const properties: readonly Case[] = [
  ...(['description', 'example', 'type'] as const).map(
    (key): Case => ({
      name: `a property without ${key}`,
      rule: 'property-described',
      file: 'spec/schemas/Author.yaml',
      says: [new RegExp(`\`username\` has no ${key}`), /spec\/schemas\/Author\.yaml/],
      break: (copy) => copy.delete('schemas/Author.yaml', ['properties', 'username', key]),
    }),
  ),
  {
    name: 'a field of an error that is not explained',
    rule: 'property-described',
    file: 'spec/errors/RATE_LIMIT_EXCEEDED.yaml',
    says: [/`retry_after` has no description, no example/],
    break(copy) {
      copy.delete('errors/RATE_LIMIT_EXCEEDED.yaml', ['properties', 'retry_after', 'description']);
      copy.delete('errors/RATE_LIMIT_EXCEEDED.yaml', ['properties', 'retry_after', 'example']);
    },
  },

  {
    name: 'a list of nobody knows what',
    rule: 'property-described',
    file: 'spec/schemas/Media.yaml',
    says: [/`urls` has no items with a type/],
    break: (copy) => copy.delete('schemas/Media.yaml', ['properties', 'urls', 'items']),
  },
  ...['schemas/Post.yaml', 'schemas/PostsPageData.yaml', 'errors/NOT_FOUND.yaml'].map(
    (file): Case => ({
      name: `a field of ${file} that may be missing`,
      rule: 'property-required',
      file: `spec/${file}`,
      says: [/Add `\w+` to `required`/, new RegExp(`spec/${file}`)],
      break: (copy) => copy.delete(file, ['required', 0]),
    }),
  ),
];
