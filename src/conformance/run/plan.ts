/** Applies a profile to the suite: which values the cases request, and which cases a run has. */
import type { Contract, Operation, Parameter } from '../../contract/model.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import { casesOf } from '../cases/cases.ts';
import type { Profile } from '../profile/profile.ts';
import type { Case } from '../types.ts';
import { isIncluded } from './resolve.ts';
import { type Selection, SelectionError, select } from './selection.ts';

/** Returns the contract with the profile's requested values instead of the examples in the spec. */
export function withRequestedValues(contract: Contract, { parameters = {}, operations }: Profile): Contract {
  if (Object.keys(parameters).length + Object.keys(operations).length === 0) return contract;
  const changed = contract.operations.map((operation): Operation => {
    const own = operations[operation.id] ?? {};
    const given = { ...parameters, ...own.parameters };
    const { body } = operation;
    return {
      ...operation,
      parameters: operation.parameters.map((parameter) => {
        const value = given[parameter.name];
        return value === undefined ? parameter : withExample(parameter, value);
      }),
      ...(body && own.body !== undefined && { body: { ...body, example: own.body } }),
    };
  });
  return { ...contract, operations: changed };
}

function withExample(parameter: Parameter, value: ValueText): Parameter {
  const [first = ''] = [value].flat();
  return { ...parameter, example: parameter.list ? [value].flat() : first };
}

/**
 * Returns the cases of a run, in the order of the suite.
 *
 * @throws {SelectionError} if a pattern is invalid, or if no case is left
 */
export function plannedCases(contract: Contract, profile: Profile, selection: Selection): Case[] {
  const cases = select(casesOf(contract), selection).filter((item) => isIncluded(contract, profile, item));
  if (cases.length > 0) return cases;
  throw new SelectionError(
    `The profile ${profile.name} does not say how to provoke the selected codes. Add them under "provoke", or select other cases.`,
  );
}
