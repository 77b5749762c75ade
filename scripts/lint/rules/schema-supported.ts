import type { JsonObject } from '../../../src/contract/document.ts';
import { formats } from '../../../src/contract/formats.ts';
import { keywordsWithoutForm } from '../../build/schema-3.0.ts';
import type { Contract } from '../contract.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';
import { accepts } from '../schema-values.ts';
import { refuse } from './construct-supported.ts';

const ONE_DIRECTION = 'Write one schema for requests and another for responses.';

const UNSUPPORTED = {
  nullable: 'Write the type `"null"`.',
  readOnly: ONE_DIRECTION,
  writeOnly: ONE_DIRECTION,
};

/** The keywords that have an effect only on values of some types (JSON Schema 2020-12, validation 6). */
const KEYWORDS_OF_TYPES: readonly [types: readonly string[], keywords: readonly string[]][] = [
  [['string'], ['minLength', 'maxLength', 'pattern']],
  [
    ['integer', 'number'],
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ],
  [['array'], ['items', 'minItems', 'maxItems', 'uniqueItems']],
  [['object'], ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties']],
];

/** Each keyword of a schema has an effect in all artefacts, also in the edition for OpenAPI 3.0. */
export const schemaSupported = rule({
  Schema(schema, report, contract) {
    refuse(report, schema, UNSUPPORTED);
    checkForm(schema, report);
    checkFormat(schema.at('format'), report);
    checkTypes(schema, report);
    checkDefault(schema, report);
    checkClosed(schema, report, contract);
  },
});

function checkForm(schema: Place, report: Report): void {
  for (const keyword of keywordsWithoutForm(schema.object as JsonObject))
    if (!Object.hasOwn(UNSUPPORTED, keyword))
      report(
        schema.at(keyword).key,
        `The keyword \`${keyword}\` is not supported here, because OpenAPI 3.0 has no form for it. Express it with other keywords.`,
      );
}

function checkFormat(format: Place, report: Report): void {
  if (format.present && !Object.hasOwn(formats, String(format.node)))
    report(
      format,
      `The sandbox and the contract tests do not know the format \`${format.node}\`. Write a \`pattern\`, or one of ${listed(Object.keys(formats), 'or')}.`,
    );
}

function checkTypes(schema: Place, report: Report): void {
  if (schema.types.length === 0) return;
  for (const [types, keywords] of KEYWORDS_OF_TYPES)
    if (!types.some((type) => schema.types.includes(type)))
      for (const keyword of keywords.filter((name) => schema.at(name).present))
        report(
          schema.at(keyword).key,
          `\`${keyword}\` has no effect on a value of the type ${listed(schema.types, 'or')}. Remove it, or change \`type\`.`,
        );
}

function checkDefault(schema: Place, report: Report): void {
  const usual = schema.at('default');
  if (usual.present && !accepts(schema, usual.node))
    report(usual, 'The default violates the schema. Change the default or the constraints.');
}

function checkClosed(schema: Place, report: Report, contract: Contract): void {
  const closed = schema.at('additionalProperties');
  if (closed.node === false && !contract.isRequestOnly(schema))
    report(
      closed,
      'Remove `additionalProperties: false`. Later versions add fields to responses, so only the schema of a request body can be closed.',
    );
}
