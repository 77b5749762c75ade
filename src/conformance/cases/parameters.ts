/** Values that the contract refuses, each with the code that says so. */
import { ContractError } from '../../contract/document.ts';
import type { Case } from '../types.ts';
import { type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';
import { invalidValues } from './parameter-values.ts';

export function parameterCases(suite: OperationCases): Case[] {
  return suite.operation.parameters.flatMap((parameter) => {
    const values = invalidValues(parameter);
    // A parameter that can be wrong and has no test of it would pass for tested.
    if (parameter.invalid !== undefined && values.length === 0) {
      throw new ContractError(
        `No case can be made for the parameter at ${parameter.pointer}: it has x-invalid, and no value is known that breaks ` +
          'its schema. Give it a constraint, or x-opaque: true in place of x-invalid.',
      );
    }
    const refuse = (name: string, value: string, change: Change = {}) =>
      suite.case(
        'parameters',
        `${parameter.name}/${name}`,
        `${parameter.name}=${JSON.stringify(value)} is refused with ${parameter.invalid}`,
        parameter.pointer,
        { ...change, values: { [parameter.name]: value, ...change.values } },
        expectError(parameter.invalid ?? ''),
      );
    const [plain] = values;
    // One of them with each other header that carries a token: validation does not hang on one.
    const byHeader = plain
      ? suite.otherCredentials.map((credential) =>
          refuse(`${plain.name}/${credential.header}`, plain.value, { headers: withToken(credential) }),
        )
      : [];
    // And with each other value of the parameters that have a list of them.
    const beside = plain
      ? suite
          .otherEnumValues(parameter)
          .map(({ name, values: other }) => refuse(`${plain.name}/${name}`, plain.value, { values: other }))
      : [];
    return [...values.map(({ name, value }) => refuse(name, value)), ...byHeader, ...beside];
  });
}
