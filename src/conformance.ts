/** The entry point `social-data-contract/conformance`: the contract tester as a library. */

export { CaseFailure, cases, type Options, type TestCase, verify } from './conformance/library.ts';
export {
  type NotProvoked,
  type PreparingRequest,
  type Profile,
  ProfileError,
  type Provocation,
} from './conformance/profile/profile.ts';
export { type Selection, SelectionError } from './conformance/run/selection.ts';
export { TargetUnreachable, TargetUrlError } from './conformance/run/verify.ts';
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
} from './conformance/types.ts';
export { ContractError } from './contract/document.ts';
