/** Compares the parts of the document outside of its operations. */
import { type JsonNode, objectOf } from '../contract/json-node.ts';
import { nodesOf } from './keys.ts';
import { Part, parted, type Walk } from './part.ts';

/** The dialect of schemas if the document names none (OpenAPI 3.1.1, 4.8.24.3). */
const DIALECT = 'https://spec.openapis.org/oas/3.1/dialect/base';

export function documentChanges(walk: Walk, old: JsonNode, next: JsonNode): void {
  const root = new Part(walk, old, next, 'the document', []);
  const [was, is] = [old, next].map((node) =>
    nodesOf(node, { jsonSchemaDialect: objectOf(node).jsonSchemaDialect ?? DIALECT }),
  );
  root.reportKeys('document', was, is);
  root.at('paths').reportKeys('paths');
  const components = root.at('components');
  components.reportKeys('components');
  const schemes = components.at('securitySchemes');
  for (const name of parted(nodesOf(schemes.old).keys(), nodesOf(schemes.next).keys()).kept)
    schemes.at(name).reportKeys('securityScheme');
}
