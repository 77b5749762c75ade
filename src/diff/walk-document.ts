/** Compares the parts of the document outside of its operations. */
import { at, canonical, type JsonNode } from '../contract/json-node.ts';
import { stateChange } from './annotations.ts';
import { Part, type Walk } from './part.ts';

/** The dialect of schemas if the document names none (OpenAPI 3.1.1, 4.8.24.3). */
const DIALECT = 'https://spec.openapis.org/oas/3.1/dialect/base';

const READ = 'openapi servers security paths components jsonSchemaDialect x-error-categories x-sandbox'.split(
  ' ',
);

export function documentChanges(walk: Walk, old: JsonNode, next: JsonNode): void {
  const root = new Part(walk, old, next, 'the document', []);
  root.reportRest('document', READ);
  const key = 'jsonSchemaDialect';
  const [was, is] = root.objects.map((document) => document[key] ?? DIALECT);
  if (was !== is) root.report('unreviewed', { keyword: key }, key);
  const paths = root.at('paths');
  paths.reportRest(
    'paths',
    paths.objects.flatMap((map) => Object.keys(map).filter((path) => path.startsWith('/'))),
  );
  const groups = root.with(
    at(old, 'x-error-categories'),
    at(next, 'x-error-categories'),
    'the list of groups',
  );
  if (canonical(groups.old.value) !== canonical(groups.next.value))
    groups.report('categories-changed', { old: groups.old.value, new: groups.next.value });
  sandboxChanges(root.at('x-sandbox', 'x-sandbox', 'the sandbox'));
}

/** Callers write their tests with the test tokens. */
function sandboxChanges(sandbox: Part): void {
  const tokens = sandbox.at('tokens');
  for (const [part, key, subject, id] of [
    [tokens, 'success', 'the test token of a success', 'test-token-changed'],
    [tokens, 'error', 'the test token of a code', 'test-token-changed'],
    [sandbox, 'malformed', 'the code of a malformed HTTP request', 'malformed-code-changed'],
  ] as const)
    part.with(part.old, part.next, subject).reportAll(stateChange(key, ...part.objects, id, id, id));
  sandbox.reportRest('other', ['tokens', 'malformed']);
  tokens.reportRest('other', ['success', 'error']);
}
