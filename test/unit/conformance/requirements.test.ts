/** The sentences that findings quote. */
import { expect, test } from 'vitest';
import { REQUIREMENTS, requirementOfPlace } from '../../../src/conformance/checks/requirements.ts';
import { isObject } from '../../../src/contract/document.ts';
import { inline } from '../../../src/text/markdown.ts';
import { contract } from '../../helpers/project.ts';

const { info } = contract.document;
const description = inline(isObject(info) ? String(info.description) : '');

/** The requirements that come from an RFC, and not from the spec. The spec has no operation with a body. */
const STANDARDS = ['complete', 'unspecifiedBody', 'contentCoding', 'mediaType', 'bounded', 'uniqueNames'];

test.for(Object.entries(REQUIREMENTS).filter(([name]) => !STANDARDS.includes(name)))(
  'the sentences of "%s" are those of the spec',
  ([, { requirement }]) => {
    // A sentence of the spec may continue after a colon.
    for (const sentence of requirement.split(/(?<=\.) /))
      expect(description).toContain(sentence.replace(/\.$/, ''));
  },
);

test('the requirement on a field is its description, or that of the nearest schema around it', () => {
  const { schemaPointer = '' } = contract.operations[0]?.success.content ?? {};
  expect(requirementOfPlace(contract.document, schemaPointer, '/data/posts/3/author/username')).toEqual({
    requirement: "The author's user name on the platform, as in the URL of the profile.",
    source: '#/components/schemas/Author/properties/username',
  });
  expect(requirementOfPlace(contract.document, schemaPointer, '/data/posts/3/unknown')).toEqual({
    requirement: 'A post, as it was when the API collected it. All fields are always present.',
    source: '#/components/schemas/PostsPageData/properties/posts/items',
  });
});
