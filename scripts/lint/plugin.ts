/**
 * The Redocly plugin for this spec. It has types for the shapes of our extensions (Redocly's rule `struct` checks them),
 * rules (one per file), and the decorators that add derived values when bundling. `redocly.yaml` enables all of them.
 */
import { constEnum } from './const-enum.ts';
import { errorTexts } from './error-texts.ts';
import { componentNameUnique } from './rules/component-name-unique.ts';
import { constructSupported } from './rules/construct-supported.ts';
import { errorCodeUnique } from './rules/error-code-unique.ts';
import { errorEnvelope } from './rules/error-envelope.ts';
import { errorExample } from './rules/error-example.ts';
import { errorSchema } from './rules/error-schema.ts';
import { errorTextOnce } from './rules/error-text-once.ts';
import { errorsOnEveryOperation } from './rules/errors-on-every-operation.ts';
import { extensionKnown } from './rules/extension-known.ts';
import { fileNamed } from './rules/file-named.ts';
import { fileReferenced } from './rules/file-referenced.ts';
import { headerEquals } from './rules/header-equals.ts';
import { pageComplete } from './rules/page-complete.ts';
import { parameterConstrained } from './rules/parameter-constrained.ts';
import { propertyDescribed } from './rules/property-described.ts';
import { propertyRequired } from './rules/property-required.ts';
import { relationResolves } from './rules/relation-resolves.ts';
import { responseStatus } from './rules/response-status.ts';
import { rolePlaced } from './rules/role-placed.ts';
import { sameValues } from './rules/same-values.ts';
import { sandboxTokens } from './rules/sandbox-tokens.ts';
import { schemaObject } from './rules/schema-object.ts';
import { successEnvelope } from './rules/success-envelope.ts';
import { triggerUnique } from './rules/trigger-unique.ts';
import { xErrorComplete } from './rules/x-error-complete.ts';
import { withExtensions } from './types.ts';

/** The rules by name. In `redocly.yaml` and in findings, `social-data/` precedes the name. */
export const rules = {
  'component-name-unique': componentNameUnique,
  'construct-supported': constructSupported,
  'error-code-unique': errorCodeUnique,
  'error-envelope': errorEnvelope,
  'error-example': errorExample,
  'error-schema': errorSchema,
  'error-text-once': errorTextOnce,
  'errors-on-every-operation': errorsOnEveryOperation,
  'extension-known': extensionKnown,
  'file-named': fileNamed,
  'file-referenced': fileReferenced,
  'header-equals': headerEquals,
  'page-complete': pageComplete,
  'parameter-constrained': parameterConstrained,
  'property-described': propertyDescribed,
  'property-required': propertyRequired,
  'relation-resolves': relationResolves,
  'response-status': responseStatus,
  'role-placed': rolePlaced,
  'same-values': sameValues,
  'sandbox-tokens': sandboxTokens,
  'schema-object': schemaObject,
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
