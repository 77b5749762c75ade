/** Parameter cases: every invalid value is rejected with the parameter's error code. */
import { ContractError } from '../../contract/document.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import type { Case } from '../types.ts';
import { assignments, type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';

export function parameterCases(suite: OperationCases): Case[] {
  return suite.operation.parameters.flatMap((parameter) => {
    const values = suite.invalidValues(parameter);
    const reject = (name: string, value: ValueText, change: Change = {}, condition = '') =>
      suite.case(
        'parameters',
        `${parameter.name}/${name}`,
        `${assignments({ [parameter.name]: value })} is rejected with ${parameter.invalid}${condition}`,
        parameter.pointer,
        { ...change, values: { [parameter.name]: value, ...change.values } },
        expectError(parameter.invalid ?? ''),
      );
    const [sample] = values;
    // Validation must not depend on the credential location.
    const byCredential = sample
      ? suite.otherCredentials.map((credential) =>
          reject(
            `${sample.name}/${credential.header}`,
            sample.value,
            { headers: withToken(credential) },
            ` if the token is in ${credential.header}`,
          ),
        )
      : [];
    // Validation must not depend on the value of another parameter.
    const byOtherValue = sample
      ? suite
          .otherEnumValues(parameter)
          .map(({ name, values: others }) =>
            reject(`${sample.name}/${name}`, sample.value, { values: others }, ` for ${assignments(others)}`),
          )
      : [];
    const missing =
      parameter.required && parameter.in !== 'path' && parameter.invalid !== undefined
        ? [
            suite.case(
              'parameters',
              `${parameter.name}/missing`,
              `A request without ${parameter.name} is rejected with ${parameter.invalid}`,
              parameter.pointer,
              { values: { [parameter.name]: undefined } },
              expectError(parameter.invalid),
            ),
          ]
        : [];
    // Without this error, the parameter would seem to be tested.
    if (parameter.invalid !== undefined && values.length + missing.length === 0) {
      throw new ContractError(
        `The parameter at ${parameter.pointer} has x-invalid, but no test value violates its schema. ` +
          'Add a constraint to the schema, or replace x-invalid with x-opaque: true.',
      );
    }
    return [
      ...values.map(({ name, value }) => reject(name, value)),
      ...missing,
      ...byCredential,
      ...byOtherValue,
    ];
  });
}
