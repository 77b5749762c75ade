/** The docs' introduction: from a code in the hand to the fix in one screen, then what holds for every answer. */
import { ContractError } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { textAt } from '../../../src/contract/nodes.ts';
import { codeSection, codeTable, retryRules } from '../../../src/reference/reference.ts';
import { curlLine, SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { blocks, code, fence, heading, toMarkdown } from '../../../src/text/markdown.ts';
import { type Catalogue, type CatalogueEntry, REFERENCE_HEADING } from '../../lib/read-contract.ts';
import { retryDiagram } from './retry-diagram.ts';

/** The headings that are the docs' own, in their order; those of the contract's description stand between them. */
const HEADINGS = {
  codes: 'Find your code',
  envelope: 'The envelope',
  retry: 'When to retry',
  tokens: 'Test tokens',
};

/** Where a code's section is. */
const href = ({ fragment }: Pick<CatalogueEntry, 'fragment'>) => `#${fragment}`;

/**
 * The text that the docs begin with, in Markdown: the contract's description, the table of codes before it, and the
 * reference behind it.
 */
export function renderLanding(contract: Contract, catalogue: Catalogue): string {
  const [lead = '', ...sections] = textAt(contract.document, 'info.description', '#')
    .trim()
    .split(/\n(?=## )/);
  // What the API is comes first; how its answers look can wait until the code is found.
  const [about = '', ...envelope] = lead.split('\n\n');
  return blocks(
    about,
    heading(2, HEADINGS.codes),
    `An answer's ${code('error.code')} is one of these ${catalogue.errors.length}; each leads to its section.`,
    '<div class="codes">',
    toMarkdown([codeTable(catalogue, { href })]),
    '</div>',
    heading(2, HEADINGS.retry),
    retryDiagram(catalogue),
    'The same in words:',
    toMarkdown([retryRules(catalogue)]),
    heading(2, HEADINGS.envelope),
    ...envelope,
    ...sections,
    heading(2, HEADINGS.tokens),
    renderTokens(contract, catalogue),
    // Redoc nests a menu entry, and its deep link, from the first level to the second alone. Hence 1 here and 2 for
    // the codes, although the page's other headings are of the second.
    heading(1, REFERENCE_HEADING),
    `Version ${catalogue.version} of the contract has ${catalogue.errors.length} codes: what each means, and what to do.`,
    ...catalogue.errors.map((entry) =>
      toMarkdown(codeSection(entry, catalogue, { level: 2, href, contract })),
    ),
  );
}

/** How to see any code without waiting for it. */
function renderTokens(contract: Contract, { errors, successToken }: Catalogue): string {
  const [operation] = contract.operations;
  // The longest is the one whose form is plainest.
  const [entry] = errors.toSorted((a, b) => b.testToken.length - a.testToken.length);
  if (!operation || !entry)
    throw new ContractError('The contract has no operation or no error code to show.');
  return blocks(
    `Start the sandbox with ${code(SANDBOX.command)}. It answers ${code(successToken)} with a success, and each code to the token ` +
      `made of its name in lower case, as ${code(entry.testToken)}. Every code's section has its line to try.`,
    fence('sh', curlLine(contract, operation.id, successToken)),
  );
}
