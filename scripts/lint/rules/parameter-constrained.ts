import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';

/** The keywords of JSON Schema 2020-12, except `type`, that a value can violate. */
const CONSTRAINTS = [
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if'],
];

const SIMPLE_TYPES = ['string', 'integer', 'number', 'boolean'];

/**
 * Each parameter states the response to an invalid value: `x-invalid` names the code, or `x-opaque` states that every value
 * is valid. The sandbox and the contract tests use this.
 */
export const parameterConstrained = contractRule(({ parameters, codeNames }, report) => {
  for (const parameter of parameters) {
    if (parameter.object.in === 'path' && parameter.object.required !== true)
      report(
        parameter,
        'A parameter in the path cannot be optional (OpenAPI 3.1.1, 4.8.12). Write `required: true`.',
      );
    const schema = parameter.at('schema');
    if (schema.types.length !== 1 || !SIMPLE_TYPES.some((type) => type === schema.types[0]))
      report(
        schema,
        `The schema of a parameter needs one simple \`type\`. Write ${listed(SIMPLE_TYPES, 'or')}.`,
      );
    checkInvalid(parameter, codeNames, report);
    checkWirePattern(parameter, report);
  }
});

function checkInvalid(parameter: Place, codes: readonly string[], report: Report): void {
  const schema = parameter.at('schema');
  const [invalid, opaque] = [parameter.at('x-invalid'), parameter.at('x-opaque')];
  const constraints = [
    ...CONSTRAINTS.filter((keyword) => keyword in schema.object),
    ...(schema.types.join() === 'string' ? [] : ['type']),
    ...(parameter.at('x-wire-pattern').present ? ['x-wire-pattern'] : []),
  ];
  if (constraints.length > 0 && (!invalid.present || opaque.present))
    report(
      parameter,
      `A value can violate ${listed(constraints)}. Add \`x-invalid\` with the code that such a value returns, and remove \`x-opaque\`.`,
    );
  if (constraints.length === 0 && (invalid.present || opaque.node !== true))
    report(
      parameter,
      'The schema has no constraint, so every value is valid. Write `x-opaque: true` and remove `x-invalid`, or add the constraint.',
    );
  if (invalid.present && !codes.some((code) => code === invalid.node))
    report(invalid, `No response has the code \`${invalid.node}\`. Write one of ${listed(codes, 'or')}.`);
}

function checkWirePattern(parameter: Place, report: Report): void {
  const pattern = parameter.at('x-wire-pattern');
  if (!pattern.present) return;
  try {
    const form = new RegExp(String(pattern.node), 'u');
    for (const value of [parameter.at('example'), parameter.at('schema', 'default')])
      if (value.present && !form.test(String(value.node)))
        report(value, `\`${value.node}\` does not match \`x-wire-pattern\`. Change one of them.`);
  } catch (error) {
    report(
      pattern,
      `\`x-wire-pattern\` must be a regular expression (ECMA-262, \`u\`): ${Object(error).message}.`,
    );
  }
}
