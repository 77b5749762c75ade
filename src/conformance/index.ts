/** The contract tester as a library. */
export { casesOf } from './cases.ts';
export { loadProfile, type NotProvoked, type Profile, ProfileError, type Provocation } from './profile.ts';
export type { Case, CaseRequest, CaseResult, Expectation, Finding, Group, Outcome, Report } from './types.ts';
export { TargetUnreachable, type VerifyOptions, verify } from './verify.ts';
