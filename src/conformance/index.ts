/** The contract tester as a library. */
export { casesOf as cases } from './cases/cases.ts';
export { loadProfile, type NotProvoked, type Profile, ProfileError, type Provocation } from './profile.ts';
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
export { TargetUnreachable, TargetUrlError, type VerifyOptions, verify } from './verify.ts';
