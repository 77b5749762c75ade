/**
 * The contract's rules as a plugin of the Redocly CLI, which imports this file as it is: plain JavaScript,
 * and nothing from `node_modules`. One rule a file; `redocly.yaml` turns them on, `test/unit/lint` proves each.
 */
import { errorCodeUnique } from './rules/error-code-unique.js';
import { errorEnvelope } from './rules/error-envelope.js';
import { errorExample } from './rules/error-example.js';
import { errorSchema } from './rules/error-schema.js';
import { errorsOnEveryOperation } from './rules/errors-on-every-operation.js';
import { extensionKnown } from './rules/extension-known.js';
import { fileNamed } from './rules/file-named.js';
import { fileReferenced } from './rules/file-referenced.js';
import { headerPromised } from './rules/header-promised.js';
import { pageComplete } from './rules/page-complete.js';
import { parameterConstrained } from './rules/parameter-constrained.js';
import { propertyDescribed } from './rules/property-described.js';
import { propertyRequired } from './rules/property-required.js';
import { relationResolves } from './rules/relation-resolves.js';
import { responseStatus } from './rules/response-status.js';
import { rolePlaced } from './rules/role-placed.js';
import { sameValues } from './rules/same-values.js';
import { sandboxComplete } from './rules/sandbox-complete.js';
import { successEnvelope } from './rules/success-envelope.js';
import { triggerUnique } from './rules/trigger-unique.js';
import { xErrorComplete } from './rules/x-error-complete.js';

/** The rules by name; in `redocly.yaml` and in findings each has the plugin's id before it. */
export const rules = {
  'error-code-unique': errorCodeUnique,
  'error-envelope': errorEnvelope,
  'error-example': errorExample,
  'error-schema': errorSchema,
  'errors-on-every-operation': errorsOnEveryOperation,
  'extension-known': extensionKnown,
  'file-named': fileNamed,
  'file-referenced': fileReferenced,
  'header-promised': headerPromised,
  'page-complete': pageComplete,
  'parameter-constrained': parameterConstrained,
  'property-described': propertyDescribed,
  'property-required': propertyRequired,
  'relation-resolves': relationResolves,
  'response-status': responseStatus,
  'role-placed': rolePlaced,
  'same-values': sameValues,
  'sandbox-complete': sandboxComplete,
  'success-envelope': successEnvelope,
  'trigger-unique': triggerUnique,
  'x-error-complete': xErrorComplete,
};

/** The plugin, as the CLI loads it. */
export default function socialData() {
  return { id: 'social-data', rules: { oas3: rules } };
}
