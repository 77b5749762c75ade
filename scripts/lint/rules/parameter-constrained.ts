import { invalidValues } from '../../../src/conformance/cases/parameter-values.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { parametersOf } from '../../../src/contract/read-requests.ts';
import { SAFE_METHODS } from '../../../src/contract/vocabulary.ts';
import { constraintsOf } from '../constraints.ts';
import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';
import { matches, withoutReferences } from '../schema-values.ts';

const SIMPLE_TYPES = ['string', 'integer', 'number', 'boolean'];

/**
 * Each parameter states the response to an invalid value: `x-invalid` names the code, or `x-opaque` states that every value
 * is valid. The sandbox and the contract tests use this.
 */
export const parameterConstrained = contractRule(({ operations, parameters, codeNames }, report) => {
  for (const parameter of parameters) {
    if (parameter.object.in === 'path' && parameter.object.required !== true)
      report(
        parameter,
        'A parameter in the path cannot be optional (OpenAPI 3.1.1, 4.8.12). Write `required: true`.',
      );
    checkType(parameter.at('schema'), report);
    checkInvalid(parameter, codeNames, report);
    checkWirePattern(parameter, report);
  }
  const tried = new Set<string>();
  for (const { method, parameters: own } of operations)
    for (const parameter of own.filter((one) => one.at('x-invalid').present && !tried.has(one.id))) {
      if (!canBeInvalid(parameter, SAFE_METHODS.includes(method.toUpperCase())))
        report(
          parameter.at('schema'),
          'The contract tests know no value that a request can have and that violates the schema. Write `x-opaque: true` and remove `x-invalid` and the constraint, or add another constraint.',
        );
      tried.add(parameter.id);
    }
});

/** A value is simple, or a list of simple values: other forms have no unambiguous text in a URL or a header. */
function checkType(schema: Place, report: Report): void {
  const isList = schema.types.join() === 'array';
  const value = isList ? schema.at('items') : schema;
  if (value.types.length !== 1 || !SIMPLE_TYPES.some((type) => type === value.types[0]))
    report(
      value,
      isList
        ? `The items of a list in a parameter need one simple \`type\`. Write ${listed(SIMPLE_TYPES, 'or')}.`
        : `The schema of a parameter needs one simple \`type\`. Write ${listed(SIMPLE_TYPES, 'or')}, or \`array\` with such \`items\`.`,
    );
}

function checkInvalid(parameter: Place, codes: readonly string[], report: Report): void {
  const [invalid, opaque] = [parameter.at('x-invalid'), parameter.at('x-opaque')];
  const constraints = [
    ...constraintsOf(parameter.at('schema')),
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

/** Returns whether the contract tests have a request with an invalid value, or without a required one. */
function canBeInvalid(place: Place, isSafe: boolean): boolean {
  if (place.object.required === true && place.object.in !== 'path') return true;
  const document = { parameters: [withoutReferences(place)] } as JsonObject;
  try {
    const [parameter] = parametersOf(document, [[document, '#']]);
    return parameter === undefined || invalidValues({ document }, parameter, isSafe).length > 0;
  } catch {
    // Another rule reports why the parameter cannot be read.
    return true;
  }
}

function checkWirePattern(parameter: Place, report: Report): void {
  const pattern = parameter.at('x-wire-pattern');
  for (const value of [parameter.at('example'), parameter.at('schema', 'default')])
    if (value.present && ![value.node].flat().every((one) => matches(pattern, String(one))))
      report(value, `\`${value.node}\` does not match \`x-wire-pattern\`. Change one of them.`);
}
