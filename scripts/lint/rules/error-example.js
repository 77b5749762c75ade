import { namesOf, schemasOf } from '../lib/contract.js';
import { cloudingReport, contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Contract, ErrorResponse } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

/**
 * Each code has an example, named by it, and there are no others: the sandbox answers a code with the example
 * of its name, and the docs show it. Whether an example fits its schema is what
 * `no-invalid-media-type-examples` says.
 */
export const errorExample = contractRule((contract, report) => {
  for (const response of contract.errors)
    checkExamples(contract, cloudingReport(contract, report, response), response);
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {ErrorResponse} response
 */
function checkExamples(contract, report, response) {
  const { media, mapping, examples } = response;
  if (!media.present) return; // `error-envelope` asks for the media type.
  const where = `in ${contract.show(media)}`;
  if (media.at('example').present)
    report(
      media.at('example').location.key(),
      `An example is named by its code. Move \`example\` to \`examples\`, under the code, ${where}.`,
    );
  const found = new Map(examples);
  const schemas = schemasOf(response);
  for (const schema of schemas) {
    const names = namesOf(schema);
    const name = [...names].find((candidate) => found.has(candidate)) ?? schema.name;
    const example = found.get(name);
    if (!example)
      report(
        (media.at('examples').present ? media.at('examples') : media).location.key(),
        `\`${name}\` has no example. Add one named \`${name}\` under \`examples\` ${where}, with \`value.error.code: ${name}\`.`,
      );
    else if (!example.dangling) checkCode(contract, report, example, name, names);
  }
  const names = new Set(schemas.flatMap((schema) => [...namesOf(schema)]));
  for (const [name, example] of examples) {
    // Where the code is there in part, or its file is, another rule says what is missing: the example may stay.
    if (contract.untaken(name)) contract.clouded.add(media.id);
    else if (!names.has(name) && !mapping.some(({ key }) => key === name))
      report(
        example.rawLocation.key(),
        `The example \`${name}\` is named by no code of this response (${listed(names, 'and')}). Rename it, delete it, or add ` +
          `the code \`${name}\` to \`oneOf\` and \`discriminator.mapping\` ${where}.`,
      );
  }
}

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} example
 * @param {string} name
 * @param {Set<string>} names of the code
 */
function checkCode(contract, report, example, name, names) {
  const code = example.at('value', 'error', 'code');
  if (!names.has(String(code.node)))
    report(
      code.present ? code : example,
      `The example \`${name}\` has the code \`${code.node}\`. Write \`code: ${name}\` under \`value.error\` in ${contract.show(example)}.`,
    );
}
