import { contractRule, listed } from '../rule.ts';

/** The placeholder in `tokens.error` for the code in lower case. */
const PLACEHOLDER = '{code}';

/** The form of a token in an Authorization header (RFC 6750 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/u;

/** The test tokens of the sandbox are distinct and fit in a header, and `malformed` is a code. */
export const sandboxTokens = contractRule(({ root, codes, codeNames }, report) => {
  const malformed = root.at('x-sandbox', 'malformed');
  if (malformed.present && !codeNames.some((code) => code === malformed.node))
    report(
      malformed,
      `No response has the code \`${malformed.node}\`. Write one of ${listed(codeNames, 'or')}.`,
    );
  const tokens = root.at('x-sandbox', 'tokens');
  const [success, error] = [tokens.at('success'), tokens.at('error')];
  for (const token of [success, error])
    if (token.present && !TOKEN.test(String(token.node).replace(PLACEHOLDER, 'code')))
      report(
        token,
        `\`${token.node}\` cannot be sent in a header (RFC 6750 2.1). Use only letters, digits and the characters - . _ ~ + /.`,
      );
  if (error.present && !String(error.node).includes(PLACEHOLDER))
    report(
      error,
      `The token of an error must contain \`${PLACEHOLDER}\`. Write for example \`test_${PLACEHOLDER}\`.`,
    );
  const clash = codes.find(
    ({ name }) => String(error.node).replace(PLACEHOLDER, name.toLowerCase()) === success.node,
  );
  if (clash)
    report(
      success,
      `\`${success.node}\` is also the test token of \`${clash.name}\`. Change \`tokens.success\`.`,
    );
});
