import { hasOrMisspells } from '../lib/extensions.js';
import { contractRule } from '../lib/rule.js';
import { isText, listed, nearest } from '../lib/values.js';

/** @import { Place } from '../lib/place.js' */

/** Where `tokens.error` has the code, in lower case. */
const SLOT = '{code}';

/**
 * `x-sandbox` gives each answer a test token of its own (DECISIONS "Sandbox") and the code
 * of a request that is no HTTP.
 */
export const sandboxComplete = contractRule((contract, report) => {
  const { root } = contract;
  const sandbox = root.at('x-sandbox');
  const where = `\`x-sandbox\` in ${contract.show(root)}`;
  if (!sandbox.present) {
    if (!hasOrMisspells(root.node, 'x-sandbox'))
      report(
        root,
        `The test tokens of the sandbox are missing. Add \`x-sandbox\` with \`tokens\` and \`malformed\` to ${contract.show(root)}.`,
      );
    return;
  }
  /** @type {(object: Place, keys: string[]) => string[]} */
  const checkKeys = (object, keys) => {
    const unknown = Object.keys(object.object).filter((key) => !keys.includes(key));
    for (const key of unknown)
      report(
        object.at(key).location.key(),
        `\`${key}\` is no key here. Write ${listed([nearest(key, keys) ?? keys].flat())} in ${where}.`,
      );
    const missing = keys.filter((key) => !object.at(key).present);
    // A key that is misspelt is not missing besides.
    if (missing.length > unknown.length)
      report(object.location.key(), `${listed(missing, 'and')} is missing. Add it to ${where}.`);
    return keys.filter((key) => object.at(key).present);
  };
  const keys = checkKeys(sandbox, ['tokens', 'malformed']);
  const malformed = sandbox.at('malformed');
  if (
    keys.includes('malformed') &&
    !contract.codes.has(String(malformed.node)) &&
    !contract.untaken(malformed.node)
  )
    report(
      malformed,
      `\`malformed\` names \`${malformed.node}\`, which no response has. Write one of ${listed(contract.codes)} in ${where}.`,
    );
  if (!keys.includes('tokens')) return;

  const tokens = sandbox.at('tokens');
  checkKeys(tokens, ['success', 'error']);
  const success = tokens.at('success');
  const error = tokens.at('error');
  // The token68 form, which an Authorization header can carry as it stands (RFC 6750 2.1).
  for (const token of [success, error])
    if (
      token.present &&
      !(isText(token.node) && /^[A-Za-z0-9._~+/-]+=*$/u.test(token.node.replace(SLOT, 'code')))
    )
      report(
        token,
        `\`${token.node}\` is no token that a header can carry (RFC 6750 2.1). Change it in ${where}.`,
      );
  if (!isText(error.node)) return;
  if (!error.node.includes(SLOT)) {
    report(
      error,
      `\`tokens.error\` has to tell the codes apart. Write \`${SLOT}\` where the code stands, as in \`test_${SLOT}\`, in ${where}.`,
    );
    return;
  }
  // Codes differ also in lower case, as each is upper case (`error-schema`); so only the success can collide.
  const code = [...contract.codes].find(
    (name) => String(error.node).replace(SLOT, name.toLowerCase()) === success.node,
  );
  if (code)
    report(
      success,
      `\`${success.node}\` is the test token of a success and of \`${code}\`. Change \`tokens.success\` in ${where}.`,
    );
});
