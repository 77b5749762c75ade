/** Applies a profile to the suite: which values the cases request, and which cases a run has. */
import type { Json } from '../../contract/document.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import { casesOf } from '../cases/cases.ts';
import type { Profile } from '../profile/profile.ts';
import type { Case } from '../types.ts';
import { isIncluded } from './resolve.ts';
import { type Selection, SelectionError, select } from './selection.ts';

/**
 * Returns the contract with the profile's requested values instead of the examples in the spec. It is the same object if
 * the values are the examples, because the cases of a contract are made only once.
 */
export function withRequestedValues(contract: Contract, { parameters = {}, operations }: Profile): Contract {
  const changed = contract.operations.map((operation) => {
    const { parameters: own, body } = operations[operation.id] ?? {};
    return withBody(withParameters(operation, { ...parameters, ...own }), body);
  });
  const isSame = changed.every((operation, index) => operation === contract.operations[index]);
  return isSame ? contract : { ...contract, operations: changed };
}

function withParameters(operation: Operation, given: Readonly<Record<string, ValueText>>): Operation {
  const parameters = operation.parameters.map((parameter) => {
    const value = given[parameter.name];
    const { example, list } = parameter;
    const isSame = value === undefined || String([value].flat()) === String([example].flat());
    const [first = ''] = [value ?? ''].flat();
    return isSame ? parameter : { ...parameter, example: list ? [value].flat() : first };
  });
  const isSame = parameters.every((parameter, index) => parameter === operation.parameters[index]);
  return isSame ? operation : { ...operation, parameters };
}

function withBody(operation: Operation, example: Json | undefined): Operation {
  const { body } = operation;
  return !body || example === undefined || example === body.example
    ? operation
    : { ...operation, body: { ...body, example } };
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
