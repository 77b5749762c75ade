/** generated/openapi.json -> generated/arazzo.yaml: workflows for other tools that provoke each code. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { casesOf } from '../../src/conformance/cases/cases.ts';
import { placeholdersIn } from '../../src/conformance/profile/placeholders.ts';
import { loadProfile } from '../../src/conformance/profile/profile.ts';
import { bodyText } from '../../src/conformance/run/body-text.ts';
import { resolveCase } from '../../src/conformance/run/resolve.ts';
import type { WireRequest } from '../../src/conformance/run/transport.ts';
import type { Json } from '../../src/contract/document.ts';
import type { Contract, ErrorEntry, Operation, RequestBody } from '../../src/contract/model.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';

/** The name of the bundle in the steps. */
const SOURCE = 'social-data';

/** A placeholder for the base URL, which the steps do not contain. */
const BASE = 'http://localhost';

export async function arazzo(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const description = {
    arazzo: '1.0.1',
    info: {
      title: `${contract.title}: how to provoke each error`,
      version: contract.version,
      description:
        'Provokes the success and every error code of each operation, with the test tokens of the sandbox.',
    },
    sourceDescriptions: [{ name: SOURCE, type: 'openapi', url: 'openapi.yaml' }],
    workflows: workflowsOf(contract),
  };
  writeWhole(
    join(project.generated, 'arazzo.yaml'),
    `# ${NOTICE}\n${stringify(description, { lineWidth: 0, compat: 'yaml-1.1' })}`,
  );
}

/** Returns the part of a step that makes a request. @param name of a case of the operation */
type Call = (operation: Operation, name: string) => object;

function workflowsOf(contract: Contract) {
  const call = callerOf(contract);
  return contract.operations.map((operation) => workflow(contract, operation, call));
}

function workflow(contract: Contract, operation: Operation, call: Call) {
  return {
    workflowId: operation.id,
    summary: operation.summary,
    description: `Provokes the success and every error code of ${operation.id}, one per step.`,
    steps: [
      {
        stepId: 'success',
        description: 'A valid request succeeds.',
        ...call(operation, 'success'),
        successCriteria: [
          { condition: operation.successes.map(({ status }) => `$statusCode == ${status}`).join(' || ') },
          // A success without content has no envelope.
          ...(operation.successes.every(({ content }) => content)
            ? [{ condition: '$response.body#/success == true' }]
            : []),
        ],
      },
      ...contract.errors
        .filter((entry) => isProvoked(operation, entry))
        .map((entry) => errorStep(operation, entry, call)),
    ],
  };
}

/** No server returns a retired code, and the test token of a code has no effect if the operation needs no token. */
function isProvoked({ codes, credentials }: Operation, { code, retired, trigger }: ErrorEntry): boolean {
  return (
    codes.includes(code) &&
    retired === undefined &&
    (credentials.length > 0 || trigger === 'parameter-invalid' || trigger === 'body-invalid')
  );
}

function errorStep(operation: Operation, entry: ErrorEntry, call: Call) {
  const { code, status, meaning, occurs, trigger } = entry;
  // A request to an unknown path belongs to no operation, so the test token provokes the code.
  const name = trigger === 'path-unknown' ? `${code}/profile` : code;
  return {
    stepId: code,
    description: `${meaning}: ${occurs}`,
    ...call(operation, name),
    successCriteria: [
      { condition: `$statusCode == ${status}` },
      { condition: '$response.body#/success == false' },
      { condition: `$response.body#/error/code == '${code}'` },
    ],
  };
}

/** Returns a function for the requests of steps: the operation, with the values that its case sends to the sandbox. */
function callerOf(contract: Contract): Call {
  const cases = new Map(casesOf(contract).map((item) => [item.id, item]));
  const profile = loadProfile('sandbox', contract);
  return (operation, name) => {
    const item = cases.get(`${operation.id}/${name}`);
    if (!item) throw new TypeError(`The suite has no case ${operation.id}/${name}.`);
    const requests = resolveCase(contract, { base: BASE, profile, headers: {} }, item);
    if ('skip' in requests) throw new TypeError(`The case ${item.id} is skipped: ${requests.skip}`);
    const { request } = requests;
    return {
      operationId: operation.id,
      parameters: parametersOf(operation, request),
      ...(request.body !== undefined &&
        operation.body && { requestBody: bodyOf(operation.body, bodyText(request.body)) }),
    };
  };
}

/**
 * Returns the body of a request. A body that is not JSON is sent as it is. `redocly respect` 2 sends no body for the
 * payloads `{}` and `[]`, so that such a step fails there although the document is correct.
 */
function bodyOf({ mediaType }: RequestBody, text: string) {
  try {
    return { contentType: mediaType, payload: JSON.parse(text) as Json };
  } catch {
    return { contentType: mediaType, payload: text };
  }
}

/** Returns the parameters of a request: the values in its path, query and headers. */
function parametersOf({ path }: Operation, { url, headers }: WireRequest) {
  const parts = url.pathname.split('/');
  const inPath = path.split('/').flatMap((part, index) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, in: 'path', value: decodeURIComponent(parts[index] ?? '') }];
  });
  const inQuery = [...new Set(url.searchParams.keys())].map((name) => {
    const values = url.searchParams.getAll(name);
    return { name, in: 'query', value: values.length === 1 ? values[0] : values };
  });
  // The body of a step has its own media type. A value that each run makes, such as an idempotency key, is left out.
  const inHeader = Object.entries(headers)
    .filter(([name, value]) => name.toLowerCase() !== 'content-type' && placeholdersIn(value).length === 0)
    .map(([name, value]) => ({ name, in: 'header', value }));
  return [...inPath, ...inQuery, ...inHeader];
}
