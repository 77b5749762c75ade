/**
 * The Redocly plugin for this spec. It has types for the shapes of our extensions (Redocly's rule `struct` checks them),
 * rules (one per file), and the decorators that add derived values when bundling. `redocly.yaml` enables all of them.
 */
import { constEnum } from './const-enum.ts';
import { errorTexts } from './error-texts.ts';
import { bodySupported } from './rules/body-supported.ts';
import { componentNameUnique } from './rules/component-name-unique.ts';
import { constructSupported } from './rules/construct-supported.ts';
import { errorCodeUnique } from './rules/error-code-unique.ts';
import { errorEnvelope } from './rules/error-envelope.ts';
import { errorExample } from './rules/error-example.ts';
import { errorHistory } from './rules/error-history.ts';
import { errorSchema } from './rules/error-schema.ts';
import { errorTextOnce } from './rules/error-text-once.ts';
import { errorsOnEveryOperation } from './rules/errors-on-every-operation.ts';
import { extensionKnown } from './rules/extension-known.ts';
import { fileNamed } from './rules/file-named.ts';
import { fileReferenced } from './rules/file-referenced.ts';
import { headerEquals } from './rules/header-equals.ts';
import { headerSupported } from './rules/header-supported.ts';
import { idempotencyKey } from './rules/idempotency-key.ts';
import { nameSupported } from './rules/name-supported.ts';
import { pageComplete } from './rules/page-complete.ts';
import { parameterConstrained } from './rules/parameter-constrained.ts';
import { parameterSupported } from './rules/parameter-supported.ts';
import { pathSupported } from './rules/path-supported.ts';
import { patternSupported } from './rules/pattern-supported.ts';
import { propertyDescribed } from './rules/property-described.ts';
import { propertyRequired } from './rules/property-required.ts';
import { relationResolves } from './rules/relation-resolves.ts';
import { responseStatus } from './rules/response-status.ts';
import { rolePlaced } from './rules/role-placed.ts';
import { sameValues } from './rules/same-values.ts';
import { sandboxTokens } from './rules/sandbox-tokens.ts';
import { schemaObject } from './rules/schema-object.ts';
import { schemaSupported } from './rules/schema-supported.ts';
import { securitySupported } from './rules/security-supported.ts';
import { successEnvelope } from './rules/success-envelope.ts';
import { triggerUnique } from './rules/trigger-unique.ts';
import { xErrorComplete } from './rules/x-error-complete.ts';
import { withExtensions } from './types.ts';

/** The rules by name. In `redocly.yaml` and in findings, `social-data/` precedes the name. */
export const rules = {
  'body-supported': bodySupported,
  'component-name-unique': componentNameUnique,
  'construct-supported': constructSupported,
  'error-code-unique': errorCodeUnique,
  'error-envelope': errorEnvelope,
  'error-example': errorExample,
  'error-schema': errorSchema,
  'error-history': errorHistory,
  'error-text-once': errorTextOnce,
  'errors-on-every-operation': errorsOnEveryOperation,
  'extension-known': extensionKnown,
  'file-named': fileNamed,
  'file-referenced': fileReferenced,
  'header-equals': headerEquals,
  'header-supported': headerSupported,
  'idempotency-key': idempotencyKey,
  'name-supported': nameSupported,
  'page-complete': pageComplete,
  'parameter-constrained': parameterConstrained,
  'parameter-supported': parameterSupported,
  'path-supported': pathSupported,
  'pattern-supported': patternSupported,
  'property-described': propertyDescribed,
  'property-required': propertyRequired,
  'relation-resolves': relationResolves,
  'response-status': responseStatus,
  'role-placed': rolePlaced,
  'same-values': sameValues,
  'sandbox-tokens': sandboxTokens,
  'schema-object': schemaObject,
  'schema-supported': schemaSupported,
  'security-supported': securitySupported,
  'success-envelope': successEnvelope,
  'trigger-unique': triggerUnique,
  'x-error-complete': xErrorComplete,
};

export default () => ({
  id: 'social-data',
  typeExtension: { oas3: withExtensions },
  rules: { oas3: rules },
  decorators: { oas3: { 'const-enum': constEnum, 'error-texts': errorTexts } },
});
