/** Values that the contract refuses, each with the code that says so. */
import type { Case } from '../types.ts';
import { invalidValues } from './parameter-values.ts';
import { anError, type Change, type Suite, withToken } from './suite.ts';

export function parameterCases(suite: Suite): Case[] {
  return suite.operation.parameters.flatMap((parameter) => {
    const values = invalidValues(parameter);
    const refuse = (name: string, value: string, change: Change = {}) =>
      suite.case(
        'parameters',
        `${parameter.name}/${name}`,
        `${parameter.name}=${JSON.stringify(value)} is refused with ${parameter.invalid}`,
        parameter.pointer,
        { ...change, values: { [parameter.name]: value, ...change.values } },
        anError(parameter.invalid ?? ''),
      );
    const [plain] = values;
    // One of them with each other header that carries a token: validation does not hang on one.
    const byHeader = plain
      ? suite.others.map((carrier) =>
          refuse(`${plain.name}/${carrier.header}`, plain.value, { headers: withToken(carrier) }),
        )
      : [];
    // And with each other value of the parameters that have a list of them.
    const beside = plain
      ? suite
          .listed(parameter)
          .map(({ name, values: other }) => refuse(`${plain.name}/${name}`, plain.value, { values: other }))
      : [];
    return [...values.map(({ name, value }) => refuse(name, value)), ...byHeader, ...beside];
  });
}
