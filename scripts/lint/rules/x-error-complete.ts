import { Contract } from '../contract.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';

/** Each code has `x-error`, and no other schema has it. The values agree with the rest of the spec. */
export const xErrorComplete = rule({
  Root(_root, report, contract) {
    for (const code of contract.codes) {
      if (!code.at('x-error').present)
        report(code, `\`${code.name}\` has no \`x-error\`. Add it; spec/README.md lists its keys.`);
      else checkValues(code.at('x-error'), report, contract);
      checkWait(code, report);
    }
  },
  Schema(schema, report, { codes }) {
    if (schema.at('x-error').present && !Contract.has(codes, schema))
      report(
        schema.at('x-error').key,
        'Only the schema of a code can have `x-error`, and no response lists this schema as a code. Remove `x-error`.',
      );
  },
});

function checkValues(error: Place, report: Report, { root }: Contract): void {
  const categories = root.at('x-error-categories').strings;
  const category = error.at('category');
  if (!categories.some((name) => name === category.node))
    report(category, `\`category\` must be one of \`x-error-categories\`: ${listed(categories, 'or')}.`);
  for (const key of ['meaning', 'solution', 'occurs'])
    if (!error.at(key).isText) report(error.at(key), `\`${key}\` must be a text for people.`);
  // `meaning` and `solution` are copied from the error page, where they are phrases. The others are our own texts.
  const changes = error.at('changes').values();
  for (const text of [
    ...[error.at('occurs'), ...error.at('causes').values()],
    ...changes.map((entry) => entry.at('change')),
  ])
    if (!/[.!?]\s*$/u.test(String(text.node)))
      report(text, `\`${text.name}\` must be one or more whole sentences. End it with a full stop.`);
}

/** `retry: wait` and a field with the role `wait` need each other. */
function checkWait(code: Place, report: Report): void {
  const retry = code.at('x-error', 'retry');
  const waits = code.withRole('wait').length > 0;
  if (waits !== (retry.node === 'wait'))
    report(
      retry,
      '`retry: wait` needs a property with `x-role: wait`, and such a property needs `retry: wait`. Add the missing one, or remove the other.',
    );
}
