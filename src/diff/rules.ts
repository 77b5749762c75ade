/**
 * The rules: every kind of change, with its impact, whom it breaks and its sentence. The walkers only find changes; this
 * table rates them. `generated/change-rules.md` has the table with an example of each rule.
 */
import type { Json } from '../contract/document.ts';
import type { Kind } from '../contract/node-kinds.ts';
import type { Flow } from './direction.ts';
import type { Impact, Party } from './types.ts';

export interface Rule {
  impact: Impact;
  /** Whom the change breaks; empty if the impact is not `breaking`. */
  breaks: readonly Party[];
  /** The sentence after the subject. Values in braces are filled in. */
  sentence: string;
  /**
   * The change of a key that the rule rates: the kind of the object, the keys, and `+` for an added value, `-` for a removed
   * value, `>` for a later date, `~` for another value, or `*` for all of them. Omitted if a walker finds the change.
   */
  on?: On;
}

export type On = `${Kind | 'any'}.${string} ${'+' | '-' | '>' | '~' | '*'}`;

/** The values in a sentence. */
export type Args = Readonly<Record<string, Json | undefined>>;

const breaking =
  (...breaks: readonly Party[]) =>
  (sentence: string, on?: On): Rule => ({ impact: 'breaking', breaks, sentence, ...(on && { on }) });
const callers = breaking('callers');
const servers = breaking('servers');
const both = breaking('callers', 'servers');
const harmless =
  (impact: Impact) =>
  (sentence: string, on?: On): Rule => ({ impact, breaks: [], sentence, ...(on && { on }) });
const feature = harmless('feature');
const patch = harmless('patch');

/** The sentence of a keyword with another value. */
const OTHER_VALUE = 'has the {keyword} {new} instead of {old}';

export const RULES = {
  // Error codes
  'code-added': feature('is a new code with the status {status}: {meaning}. {solution}'),
  'code-removed': both('is no longer a code; its status was {status}'),
  'code-newly-returned': feature('can now be returned (status {status})'),
  'code-no-longer-returned': both('is no longer returned, but is still a code'),
  'status-changed': both('has the status {new} instead of {old}'),
  'retry-changed': callers('has the retry policy {new} instead of {old}', 'errorEntry.retry *'),
  'retirement-changed': patch('is retired since version {new} instead of {old}', 'errorEntry.retired ~'),
  'code-retired': feature('is retired: servers should no longer return it', 'errorEntry.retired +'),
  'code-no-longer-retired': feature('is no longer retired', 'errorEntry.retired -'),
  'replacement-changed': patch('is replaced by {new} instead of {old}', 'errorEntry.replaced-by *'),
  'replacement-added': feature('is replaced by {new}', 'errorEntry.replaced-by +'),
  'trigger-changed': both('has the trigger {new} instead of {old}', 'errorEntry.trigger *'),

  // Operations
  'operation-added': feature('is a new operation: {line}'),
  'operation-removed': callers('was removed: {line}'),
  'operation-renamed': callers('has the operationId and client method {new} instead of {old}'),
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
  'parameter-required': callers('is now required', 'parameter.required +'),
  'parameter-optional': feature('is now optional', 'parameter.required -'),
  'serialization-changed': callers(OTHER_VALUE, 'parameter.style|explode|allowReserved|content *'),
  'empty-value-allowed': feature('can now be sent without a value', 'parameter.allowEmptyValue +'),
  'empty-value-forbidden': callers('can no longer be sent without a value', 'parameter.allowEmptyValue -'),
  'wire-pattern-narrowed': callers('must now match {new} in the URL', 'parameter.x-wire-pattern +'),
  'wire-pattern-widened': feature('no longer has to match {old} in the URL', 'parameter.x-wire-pattern -'),
  'wire-pattern-changed': callers(
    'must match {new} in the URL instead of {old}',
    'parameter.x-wire-pattern ~',
  ),
  'invalid-code-added': both('can now be invalid, with the code {new}', 'any.x-invalid +'),
  'invalid-code-removed': feature(
    'is now always valid; invalid values had the code {old}',
    'any.x-invalid -',
  ),
  'invalid-code-changed': both('has the code {new} for invalid values instead of {old}', 'any.x-invalid ~'),

  // Bodies
  'request-body-added': feature('has a new optional request body'),
  'required-request-body-added': callers('has a new required request body'),
  'request-body-removed': callers('no longer has a request body'),
  'request-body-required': callers('now requires the request body', 'requestBody.required +'),
  'request-body-optional': feature('no longer requires the request body', 'requestBody.required -'),
  'request-media-type-added': feature('can now also have the media type {new}'),
  'request-media-type-removed': callers('can no longer have the media type {old}'),
  'response-media-type-added': callers('can now also have the media type {new}'),
  'response-media-type-removed': both('can no longer have the media type {old}'),
  'response-content-added': both('now has a body with the media type {new}'),
  'response-content-removed': both('no longer has a body with the media type {old}'),
  'success-status-changed': both('has the status {new} instead of {old}'),
  'response-added': callers('is a new response'),
  'response-removed': servers('was removed'),
  'error-response-added': feature('is a new error response'),
  'error-response-removed': both('was removed'),

  // Headers of responses
  'header-added': feature('is a new header; servers {level} send it'),
  'header-removed': callers('was removed; servers had to send it or should have sent it ({level})'),
  'optional-header-removed': patch('was removed; it was optional'),
  'header-required': servers('must now be sent', 'header.required +'),
  'header-no-longer-required': callers('no longer has to be sent', 'header.required -'),
  'header-recommended': feature('should now be sent', 'header.recommended +'),
  'header-no-longer-recommended': patch('is now optional', 'header.recommended -'),
  'header-equals-added': servers('must now have the value of the field {new}', 'header.x-equals +'),
  'header-equals-removed': callers('no longer has to have the value of the field {old}', 'header.x-equals -'),
  'header-equals-changed': both(
    'must have the value of the field {new} instead of {old}',
    'header.x-equals ~',
  ),
  'header-serialization-changed': both(OTHER_VALUE, 'header.style|explode|content *'),

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
  'request-bound-narrowed': callers(OTHER_VALUE),
  'request-bound-widened': feature(OTHER_VALUE),
  'request-bound-changed': callers(OTHER_VALUE),
  'request-pattern-narrowed': callers(OTHER_VALUE),
  'request-pattern-widened': feature(OTHER_VALUE),
  'request-pattern-changed': callers(OTHER_VALUE),
  'request-format-narrowed': callers(OTHER_VALUE),
  'request-format-widened': feature(OTHER_VALUE),
  'request-format-changed': callers(OTHER_VALUE),
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
  'request-relation-added': callers('must now satisfy {relation}'),
  'request-relation-removed': feature('no longer has to satisfy {relation}'),
  'request-dependency-added': callers('must now have {other} if it has {name}'),
  'request-dependency-removed': feature('no longer has to have {other} if it has {name}'),
  'request-contains-added': callers('must now contain a certain item'),
  'request-contains-removed': feature('no longer has to contain a certain item'),
  'request-default-added': feature('has the new default {new}', 'schema.default +'),
  'request-default-removed': callers('no longer has the default {old}', 'schema.default -'),
  'request-default-changed': callers('has the default {new} instead of {old}', 'schema.default ~'),
  'request-read-only-added': callers('is now read-only: requests must not send it', 'schema.readOnly +'),
  'request-read-only-removed': feature('is no longer read-only: requests can send it', 'schema.readOnly -'),
  'request-write-only-added': patch('is now write-only (no effect on requests)', 'schema.writeOnly +'),
  'request-write-only-removed': patch(
    'is no longer write-only (no effect on requests)',
    'schema.writeOnly -',
  ),
  'request-equivalents-added': feature('has new values with the same meaning: {values}'),
  'request-equivalents-removed': both('no longer has values with the same meaning: {values}'),

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
  'response-bound-narrowed': servers(OTHER_VALUE),
  'response-bound-widened': callers(OTHER_VALUE),
  'response-bound-changed': both(OTHER_VALUE),
  'response-pattern-narrowed': servers(OTHER_VALUE),
  'response-pattern-widened': callers(OTHER_VALUE),
  'response-pattern-changed': both(OTHER_VALUE),
  'response-format-narrowed': servers(OTHER_VALUE),
  'response-format-widened': callers(OTHER_VALUE),
  'response-format-changed': both(OTHER_VALUE),
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
  'response-relation-added': servers('must now satisfy {relation}'),
  'response-relation-removed': callers('no longer has to satisfy {relation}'),
  'response-dependency-added': servers('must now have {other} if it has {name}'),
  'response-dependency-removed': callers('no longer has to have {other} if it has {name}'),
  'response-contains-added': servers('must now contain a certain item'),
  'response-contains-removed': callers('no longer has to contain a certain item'),
  'response-default-added': patch('has the new default {new} (no effect on responses)', 'schema.default +'),
  'response-default-removed': patch(
    'no longer has the default {old} (no effect on responses)',
    'schema.default -',
  ),
  'response-default-changed': patch(
    'has the default {new} instead of {old} (no effect on responses)',
    'schema.default ~',
  ),
  'response-read-only-added': patch('is now read-only (no effect on responses)', 'schema.readOnly +'),
  'response-read-only-removed': patch('is no longer read-only (no effect on responses)', 'schema.readOnly -'),
  'response-write-only-added': callers(
    'is now write-only: responses no longer have it',
    'schema.writeOnly +',
  ),
  'response-write-only-removed': feature(
    'is no longer write-only: responses can have it',
    'schema.writeOnly -',
  ),
  'response-equivalents-added': patch('has new values with the same meaning: {values}'),
  'response-equivalents-removed': patch('no longer has values with the same meaning: {values}'),

  // Annotations of any part
  'recommendation-added': feature('should now satisfy {relation}'),
  'recommendation-removed': patch('no longer has the recommendation {relation}'),
  'role-added': feature('has the new role {new}', 'any.x-role +'),
  'role-removed': callers('no longer has the role {old}', 'any.x-role -'),
  'role-changed': callers('has the role {new} instead of {old}', 'any.x-role ~'),
  'deprecation-added': feature('is now deprecated', 'any.deprecated +'),
  'deprecation-removed': patch('is no longer deprecated', 'any.deprecated -'),
  'sunset-added': feature('will be removed at {new}', 'any.x-sunset +'),
  'sunset-removed': patch('is no longer announced to be removed at {old}', 'any.x-sunset -'),
  'sunset-earlier': callers('will be removed earlier: at {new} instead of {old}', 'any.x-sunset ~'),
  'sunset-later': patch('will be removed later: at {new} instead of {old}', 'any.x-sunset >'),

  // The rest of the document
  'test-token-changed': callers(
    'has the test token {new} instead of {old} ({keyword})',
    'tokens.success|error *',
  ),
  'malformed-code-changed': patch(
    'has the code {new} instead of {old} for malformed HTTP requests',
    'sandbox.malformed *',
  ),
  'categories-changed': patch(
    'has the groups of codes {new} instead of {old}',
    'document.x-error-categories *',
  ),
  'text-changed': patch(OTHER_VALUE),
  'component-added': patch('is a new component, which by itself has no effect on callers or servers'),
  'component-removed': patch('is no longer a component, which by itself has no effect on callers or servers'),
  'notation-changed': patch('has a changed notation, which has no effect on callers or servers'),
  unreviewed: both('has a change of {keyword} that no rule covers. Review it; if it is harmless, accept it'),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

/** A rule, or a group of rules that exists for each flow: its id without the flow. */
export type FactKind =
  | RuleId
  | (RuleId extends infer Id ? (Id extends `${Flow}-${infer Kind}` ? Kind : never) : never);

/** Returns whether a text is the id of a rule. */
export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

/** Returns the id of a rule without the flow. */
export function factKindOf(id: RuleId): FactKind {
  return id.replace(/^(?:request|response)-(?!body|media)/, '') as FactKind;
}

/** Returns the rule of a change of a schema that is used in a request or a response. */
export function ruleOf(kind: FactKind, flow: Flow): RuleId {
  const id = `${flow}-${kind}`;
  return isRuleId(id) ? id : (kind as RuleId);
}
