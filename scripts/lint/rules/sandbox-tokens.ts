import { contractRule, listed } from '../rule.ts';

/** The place of the code, in lower case, in `tokens.error`. */
const SLOT = '{code}';

/** The form of a token in an Authorization header (RFC 6750 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/u;

/** The test tokens of the sandbox are distinct and fit in a header, and `malformed` is a code. */
export const sandboxTokens = contractRule(({ root, codeNames }, report) => {
  const malformed = root.at('x-sandbox', 'malformed');
  if (malformed.present && !codeNames.some((code) => code === malformed.node))
    report(
      malformed,
      `No response has the code \`${malformed.node}\`. Write one of ${listed(codeNames, 'or')}.`,
    );
  const tokens = root.at('x-sandbox', 'tokens');
  const [success, error] = [tokens.at('success'), tokens.at('error')];
  for (const token of [success, error])
    if (token.present && !TOKEN.test(String(token.node).replace(SLOT, 'code')))
      report(token, `\`${token.node}\` is not a token that a header can contain (RFC 6750 2.1). Change it.`);
  if (error.present && !String(error.node).includes(SLOT))
    report(error, `The token of an error must contain \`${SLOT}\`. Write for example \`test_${SLOT}\`.`);
  const clash = codeNames.find(
    (code) => String(error.node).replace(SLOT, code.toLowerCase()) === success.node,
  );
  if (clash !== undefined)
    report(success, `\`${success.node}\` is also the test token of \`${clash}\`. Change \`tokens.success\`.`);
});
