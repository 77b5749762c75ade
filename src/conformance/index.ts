/** The package's entry `./conformance`: the contract tester as a library. */
export { ContractError } from '../contract/document.ts';
export { CaseFailure, cases, type Options, type TestCase, verify } from './library.ts';
export {
  type NotProvoked,
  type PreparingRequest,
  type Profile,
  ProfileError,
  type Provocation,
} from './profile.ts';
export { type Selection, SelectionError } from './selection.ts';
export type {
  Case,
  CaseRequest,
  CaseResult,
  Evidence,
  Expectation,
  Fault,
  Finding,
  Group,
  NotExercised,
  Outcome,
  Report,
  Strictness,
} from './types.ts';
export { TargetUnreachable, TargetUrlError } from './verify.ts';
