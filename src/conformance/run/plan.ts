/** Applies a profile to the suite: which values the cases request, and which cases a run has. */
import type { Contract } from '../../contract/model.ts';
import { casesOf } from '../cases/cases.ts';
import type { Profile } from '../profile/profile.ts';
import type { Case } from '../types.ts';
import { isIncluded } from './resolve.ts';
import { type Selection, SelectionError, select } from './selection.ts';

/** Returns the contract with the profile's requested values instead of the examples in the spec. */
export function withRequestedValues(contract: Contract, { parameters }: Profile): Contract {
  if (!parameters) return contract;
  const operations = contract.operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((parameter) => ({
      ...parameter,
      example: parameters[parameter.name] ?? parameter.example,
    })),
  }));
  return { ...contract, operations };
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
