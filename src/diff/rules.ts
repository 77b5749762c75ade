/**
 * The rules: every kind of change, with its impact, whom it breaks and its sentence. The walkers only find changes; this
 * table rates them. `generated/change-rules.md` has the table with an example of each rule.
 */
import type { Json } from '../contract/document.ts';
import type { Impact, Party } from './types.ts';

export interface Rule {
  impact: Impact;
  /** Whom the change breaks; empty if the impact is not `breaking`. */
  breaks: readonly Party[];
  /** The sentence after the subject. Values in braces are filled in. */
  sentence: string;
}

/** The values in a sentence. */
export type Args = Readonly<Record<string, Json | undefined>>;

const breaking =
  (...breaks: readonly Party[]) =>
  (sentence: string): Rule => ({ impact: 'breaking', breaks, sentence });
const callers = breaking('callers');
const servers = breaking('servers');
const both = breaking('callers', 'servers');
const feature = (sentence: string): Rule => ({ impact: 'feature', breaks: [], sentence });
const patch = (sentence: string): Rule => ({ impact: 'patch', breaks: [], sentence });

export const RULES = {
  // Error codes
  'code-added': feature('is a new code with the status {status}: {meaning}. {solution}'),
  'code-removed': both('is no longer a code; its status was {status}'),
  'code-newly-returned': feature('can now be returned (status {status})'),
  'code-no-longer-returned': both('is no longer returned, but is still a code'),
  'status-changed': both('has the status {new} instead of {old}'),
  'retry-changed': callers('has the retry policy {new} instead of {old}'),
  'trigger-changed': both('has the trigger {new} instead of {old}'),

  // Operations
  'operation-added': feature('is a new operation: {line}'),
  'operation-removed': callers('was removed: {line}'),
  'operation-renamed': callers(
    'has the operationId {new} instead of {old}: the method of the client has that name',
  ),
  'path-changed': both('has the path {new} instead of {old}'),
  'method-changed': both('has the method {new} instead of {old}'),
  'base-path-changed': both('is {new} instead of {old}'),
  'base-path-added': feature('can now also be {new}'),
  'base-path-removed': callers('can no longer be {old}'),

  // Credentials
  'credential-added': feature('is now sufficient'),
  'credential-removed': callers('is no longer sufficient'),
  'credential-order-changed': both('takes precedence in another order: {new} instead of {old}'),

  // Parameters
  'parameter-added': feature('is a new optional parameter'),
  'required-parameter-added': callers('is a new required parameter'),
  'parameter-removed': callers('was removed'),
  'parameter-required': callers('is now required'),
  'parameter-optional': feature('is now optional'),
  'serialization-changed': callers('has the {keyword} {new} instead of {old}'),
  'empty-value-allowed': feature('can now be sent without a value'),
  'empty-value-forbidden': callers('can no longer be sent without a value'),
  'wire-pattern-narrowed': callers('must now match {new} in the URL'),
  'wire-pattern-widened': feature('no longer has to match {old} in the URL'),
  'wire-pattern-changed': callers('must match {new} in the URL instead of {old}'),
  'invalid-code-added': both('can now be invalid, with the code {new}'),
  'invalid-code-removed': feature('is now always valid; invalid values had the code {old}'),
  'invalid-code-changed': both('has the code {new} for invalid values instead of {old}'),

  // Bodies
  'request-body-added': feature('has a new optional request body'),
  'required-request-body-added': callers('has a new required request body'),
  'request-body-removed': callers('no longer has a request body'),
  'request-body-required': callers('now requires the request body'),
  'request-body-optional': feature('no longer requires the request body'),
  'request-media-type-added': feature('can now also have the media type {new}'),
  'request-media-type-removed': callers('can no longer have the media type {old}'),
  'response-media-type-added': both('can now also have the media type {new}'),
  'response-media-type-removed': both('can no longer have the media type {old}'),
  'success-status-changed': both('has the status {new} instead of {old}'),
  'response-added': both('is a new response'),
  'response-removed': both('was removed'),
  'error-response-added': feature('is a new error response'),
  'error-response-removed': both('was removed'),

  // Headers of responses
  'header-added': feature('is a new header; servers {level} send it'),
  'header-removed': callers('was removed; servers had to send it or should have sent it ({level})'),
  'optional-header-removed': patch('was removed; it was optional'),
  'header-required': servers('must now be sent; its level was {old}'),
  'header-no-longer-required': callers('no longer has to be sent; its level is {new}'),
  'header-recommended': feature('should now be sent'),
  'header-no-longer-recommended': patch('is now optional'),
  'header-equals-added': servers('must now have the value of the field {new}'),
  'header-equals-removed': callers('no longer has to have the value of the field {old}'),
  'header-equals-changed': both('must have the value of the field {new} instead of {old}'),
  'header-serialization-changed': both('has the {keyword} {new} instead of {old}'),

  // Schemas of requests
  'request-permitted': feature('is now permitted'),
  'request-forbidden': callers('is no longer permitted'),
  'request-type-narrowed': callers('has the type {new} instead of {old}, which permits fewer values'),
  'request-type-widened': feature('has the type {new} instead of {old}, which permits more values'),
  'request-type-changed': callers('has the type {new} instead of {old}'),
  'request-values-restricted': callers('can now only have the values {values}'),
  'request-values-unrestricted': feature('is no longer restricted to the values {values}'),
  'request-value-added': feature('can now also be {value}'),
  'request-value-removed': callers('can no longer be {value}'),
  'request-bound-narrowed': callers('has the {keyword} {new} instead of {old}'),
  'request-bound-widened': feature('has the {keyword} {new} instead of {old}'),
  'request-bound-changed': callers('has the {keyword} {new} instead of {old}'),
  'request-pattern-narrowed': callers('has the {keyword} {new} instead of {old}'),
  'request-pattern-widened': feature('has the {keyword} {new} instead of {old}'),
  'request-pattern-changed': callers('has the {keyword} {new} instead of {old}'),
  'request-format-narrowed': callers('has the {keyword} {new} instead of {old}'),
  'request-format-widened': feature('has the {keyword} {new} instead of {old}'),
  'request-format-changed': callers('has the {keyword} {new} instead of {old}'),
  'request-field-added': feature('is a new optional field'),
  'request-required-field-added': callers('is a new required field'),
  'request-field-removed': callers('was removed'),
  'request-field-required': callers('is now required'),
  'request-field-optional': feature('is now optional'),
  'request-alternative-added': feature('can now also be a value of the alternative {name}'),
  'request-alternative-removed': callers('can no longer be a value of the alternative {name}'),
  'request-overlap-narrowed': callers('must now match exactly one alternative'),
  'request-overlap-widened': feature('can now match several alternatives'),
  'request-condition-narrowed': callers('has a changed condition, which permits fewer values'),
  'request-condition-widened': feature('has a changed condition, which permits more values'),
  'request-condition-changed': callers('has a changed condition, which permits different values'),
  'request-relation-narrowed': callers('must now satisfy {relation}'),
  'request-relation-widened': feature('no longer has to satisfy {relation}'),
  'request-default-added': feature('has the new default {new}'),
  'request-default-removed': callers('no longer has the default {old}'),
  'request-default-changed': callers('has the default {new} instead of {old}'),
  'request-read-only-added': callers('is now read-only: requests must not send it'),
  'request-read-only-removed': feature('is no longer read-only: requests can send it'),
  'request-write-only-added': patch('is now write-only, which has no effect on requests'),
  'request-write-only-removed': patch('is no longer write-only, which has no effect on requests'),
  'request-equivalents-added': feature('has additional values with the same meaning: {new}'),
  'request-equivalents-removed': both('has the values with the same meaning {new} instead of {old}'),

  // Schemas of responses
  'response-permitted': callers('can now be present'),
  'response-forbidden': servers('can no longer be present'),
  'response-type-narrowed': servers('has the type {new} instead of {old}, which permits fewer values'),
  'response-type-widened': callers('has the type {new} instead of {old}, which permits more values'),
  'response-type-changed': both('has the type {new} instead of {old}'),
  'response-values-restricted': servers('can now only have the values {values}'),
  'response-values-unrestricted': callers('is no longer restricted to the values {values}'),
  'response-value-added': callers('can now also be {value}'),
  'response-value-removed': servers('can no longer be {value}'),
  'response-echoed-value-added': feature('can now also be {value}, if the request has this value'),
  'response-echoed-value-removed': patch('can no longer be {value}, because no request can have this value'),
  'response-bound-narrowed': servers('has the {keyword} {new} instead of {old}'),
  'response-bound-widened': callers('has the {keyword} {new} instead of {old}'),
  'response-bound-changed': both('has the {keyword} {new} instead of {old}'),
  'response-pattern-narrowed': servers('has the {keyword} {new} instead of {old}'),
  'response-pattern-widened': callers('has the {keyword} {new} instead of {old}'),
  'response-pattern-changed': both('has the {keyword} {new} instead of {old}'),
  'response-format-narrowed': servers('has the {keyword} {new} instead of {old}'),
  'response-format-widened': callers('has the {keyword} {new} instead of {old}'),
  'response-format-changed': both('has the {keyword} {new} instead of {old}'),
  'response-field-added': feature('is a new field'),
  'response-required-field-added': feature('is a new field, which is always present'),
  'response-field-removed': callers('was removed'),
  'response-field-required': servers('is now always present'),
  'response-field-optional': callers('can now be missing'),
  'response-alternative-added': callers('can now also be a value of the alternative {name}'),
  'response-alternative-removed': servers('can no longer be a value of the alternative {name}'),
  'response-overlap-narrowed': servers('must now match exactly one alternative'),
  'response-overlap-widened': callers('can now match several alternatives'),
  'response-condition-narrowed': servers('has a changed condition, which permits fewer values'),
  'response-condition-widened': callers('has a changed condition, which permits more values'),
  'response-condition-changed': both('has a changed condition, which permits different values'),
  'response-relation-narrowed': servers('must now satisfy {relation}'),
  'response-relation-widened': callers('no longer has to satisfy {relation}'),
  'response-default-added': patch('has the new default {new}, which has no effect on responses'),
  'response-default-removed': patch('no longer has the default {old}, which has no effect on responses'),
  'response-default-changed': patch(
    'has the default {new} instead of {old}, which has no effect on responses',
  ),
  'response-read-only-added': patch('is now read-only, which has no effect on responses'),
  'response-read-only-removed': patch('is no longer read-only, which has no effect on responses'),
  'response-write-only-added': callers('is now write-only: responses no longer have it'),
  'response-write-only-removed': feature('is no longer write-only: responses can have it'),
  'response-equivalents-added': patch('has additional values with the same meaning: {new}'),
  'response-equivalents-removed': patch('has the values with the same meaning {new} instead of {old}'),

  // Annotations of any part
  'recommendation-added': feature('should now satisfy {relation}'),
  'recommendation-removed': patch('no longer has the recommendation {relation}'),
  'role-added': feature('has the new role {new}'),
  'role-removed': callers('no longer has the role {old}'),
  'role-changed': callers('has the role {new} instead of {old}'),
  'discriminator-changed': patch('has a changed discriminator, which has no effect on the permitted values'),
  'deprecation-added': feature('is now deprecated'),
  'deprecation-removed': patch('is no longer deprecated'),
  'sunset-added': feature('will be removed at {new}'),
  'sunset-removed': patch('is no longer announced to be removed at {old}'),
  'sunset-earlier': callers('will be removed at {new} instead of {old}, which is not later'),
  'sunset-later': patch('will be removed at {new} instead of {old}, which is later'),

  // The rest of the document
  'test-token-changed': callers('is {new} instead of {old}'),
  'malformed-code-changed': patch('is {new} instead of {old}'),
  'categories-changed': patch('is {new} instead of {old}'),
  'text-changed': patch('has the {keyword} {new} instead of {old}'),
  'notation-changed': patch('has a changed notation, which has no effect on callers or servers'),
  unreviewed: both('has a change of {keyword} that no rule covers. Review it; if it is harmless, accept it'),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

/** Returns whether a text is the id of a rule. */
export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

/** Returns the first id that has a rule. A change without a rule is breaking until a person has reviewed it. */
export function ruleOf(...ids: readonly string[]): RuleId {
  return ids.find(isRuleId) ?? 'unreviewed';
}
