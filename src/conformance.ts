/** The entry point `social-data-contract/conformance`: the contract tester as a library. */

export { CaseFailure, cases, type Options, type TestCase, verify } from './conformance/library.ts';
export { OptionError } from './conformance/options.ts';
export { ProfileError } from './conformance/profile/check.ts';
export {
  defineProfile,
  type OutgoingRequest,
  type ProfileContext,
  type ProfileDefinition,
  type ProvokeContext,
  type ProvokeFunction,
} from './conformance/profile/definition.ts';
export { FunctionFault } from './conformance/profile/functions.ts';
export type {
  NotProvoked,
  OperationRequests,
  Provocation,
  StateRequest,
} from './conformance/profile/provocation.ts';
export { type Selection, SelectionError } from './conformance/run/selection.ts';
export { TargetUrlError } from './conformance/run/verify.ts';
export { TargetUnreachable } from './conformance/run/wait-for-target.ts';
export type {
  BodyPart,
  BodyText,
  Case,
  CaseRequest,
  CaseResult,
  Evidence,
  Expectation,
  Fault,
  Finding,
  Group,
  NotExercised,
  NotObserved,
  Observed,
  Outcome,
  Report,
  SentRequest,
  Strictness,
} from './conformance/types.ts';
export { ContractError } from './contract/document.ts';
