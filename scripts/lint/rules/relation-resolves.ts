import { RELATION_KINDS } from '../../../src/contract/vocabulary.ts';
import type { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';

/** Each relation in `x-relations` has one kind, and the fields and parameters exist and have suitable types. */
export const relationResolves = rule({
  Schema(schema, report, contract) {
    const { parameters } = contract;
    if (schema.at('x-relations').present && contract.isRequestOnly(schema))
      report(
        schema.at('x-relations').key,
        '`x-relations` has no effect on a request body. Remove it, and state the relation in the description.',
      );
    for (const relation of schema.at('x-relations').values()) {
      const [field, echoes] = [relation.at('field'), relation.at('echoes')];
      if (RELATION_KINDS.filter((kind) => relation.at(kind).present).length > 1)
        report(
          relation,
          `A relation must have exactly one of ${listed(RELATION_KINDS, 'or')}. Split this relation.`,
        );
      const terms = relation.at('sum');
      if (terms.present && terms.strings.length < 2)
        report(terms, 'A sum must have at least two fields. Add a field, or remove the relation.');
      checkField(report, schema, field, !echoes.present);
      for (const other of [relation.at('less-than'), ...terms.values()])
        if (other.present) checkField(report, schema, other, true);
      if (echoes.present) checkEcho(report, schema.at('properties', String(field.node)), echoes, parameters);
    }
  },
});

function checkField(report: Report, schema: Place, field: Place, numeric: boolean): void {
  const properties = schema.at('properties');
  const property = properties.at(String(field.node));
  if (!property.present)
    report(
      field,
      `This object has no property \`${field.node}\`. Write one of ${listed(Object.keys(properties.object), 'or')}.`,
    );
  else if (numeric && !property.types.every((type) => type === 'integer' || type === 'number'))
    report(
      field,
      `\`${field.node}\` is not a number, so it cannot be compared or added. Name a numeric property.`,
    );
}

function checkEcho(report: Report, property: Place, echoes: Place, parameters: readonly Place[]): void {
  const named = parameters.filter(({ object }) => object.name === echoes.node);
  const names = parameters.map(({ object }) => object.name);
  if (named.length === 0)
    report(echoes, `No operation has a parameter \`${echoes.node}\`. Write one of ${listed(names, 'or')}.`);
  if (named.some((parameter) => !parameter.at('schema').types.every((type) => property.types.includes(type))))
    report(
      echoes,
      `The field cannot echo the parameter \`${echoes.node}\`, because the types differ. Change one of the types.`,
    );
}
