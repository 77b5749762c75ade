import { basename, dirname, extname } from 'node:path';
import { locationIn, referenceTo } from '../lib/files.js';
import { contractRule } from '../lib/rule.js';

/**
 * Every file of the spec is part of it. A code that no response has is not in the docs, the types, the client
 * or the tests, and without this rule nothing would say so.
 */
export const fileReferenced = contractRule((contract, report) => {
  if (contract.isTorn) return; // The envelopes' rules ask for the body, which refers to the rest.
  for (const file of contract.orphans) {
    const shown = contract.show(file);
    const name = basename(file, extname(file));
    if (!contract.isCodeFile(file)) {
      report(
        locationIn(contract.root, file),
        `Nothing refers to ${shown}. Add a \`$ref\` to it where \`${name}\` belongs, or delete the file.`,
      );
      continue;
    }
    // Where it belongs is best told by an example that is left, or by a response that has lost its only code.
    const left =
      contract.errors.find(({ examples }) => examples.some(([example]) => example === name)) ??
      contract.errors.find(({ members, mapping }) => members.length + mapping.length === 0);
    const response = left ?? contract.errors[0];
    const reference = response ? referenceTo(response.place.file, file) : shown;
    const folder = response ? `${dirname(contract.show(response.place))}/` : 'the spec';
    const target = left ? contract.show(left.place) : `the response of its status in ${folder}`;
    report(
      locationIn(contract.root, file),
      `No response has the code \`${name}\` of ${shown}. In ${target} add \`$ref: ${reference}\` to \`oneOf\`, ` +
        `\`${name}: ${reference}\` to \`discriminator.mapping\`, and an example named \`${name}\` to \`examples\`; or delete ${shown}.`,
    );
  }
});
