/** generated/openapi.json -> generated/arazzo.yaml: how each code is provoked, as workflows that other tools run. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { casesOf } from '../../src/conformance/cases/cases.ts';
import { loadProfile, type Profile } from '../../src/conformance/profile/profile.ts';
import { resolveCase } from '../../src/conformance/run/resolve.ts';
import type { WireRequest } from '../../src/conformance/run/transport.ts';
import type { Contract, ErrorEntry, Operation } from '../../src/contract/model.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';

/** The name under which the steps refer to the bundle. */
const SOURCE = 'social-data';

/** Any base URL: a step has only what follows it. */
const BASE = 'http://localhost';

export async function arazzo(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const description = {
    arazzo: '1.0.1',
    info: {
      title: `${contract.title}: how each error is provoked`,
      version: contract.version,
      description: 'Every success and every code of every operation, by the test tokens of the sandbox.',
    },
    sourceDescriptions: [{ name: SOURCE, type: 'openapi', url: 'openapi.yaml' }],
    workflows: contract.operations.map((operation) => workflow(contract, operation)),
  };
  writeWhole(
    join(project.generated, 'arazzo.yaml'),
    `# ${NOTICE}\n${stringify(description, { lineWidth: 0 })}`,
  );
}

function workflow(contract: Contract, operation: Operation) {
  return {
    workflowId: operation.id,
    summary: operation.summary,
    steps: [
      {
        stepId: 'success',
        description: 'A valid request succeeds.',
        ...call(contract, operation, 'success'),
        successCriteria: [
          { condition: `$statusCode == ${operation.success.status}` },
          { condition: '$response.body#/success == true' },
        ],
      },
      ...contract.errors
        .filter(({ code }) => operation.codes.includes(code))
        .map((entry) => errorStep(contract, operation, entry)),
    ],
  };
}

function errorStep(contract: Contract, operation: Operation, { code, status, meaning, occurs }: ErrorEntry) {
  return {
    stepId: code,
    description: `${meaning}: ${occurs}`,
    ...call(contract, operation, code),
    successCriteria: [
      { condition: `$statusCode == ${status}` },
      { condition: '$response.body#/success == false' },
      { condition: `$response.body#/error/code == '${code}'` },
    ],
  };
}

/** The request of a step: the operation, with the values that the case of this name sends to the sandbox. */
function call(contract: Contract, operation: Operation, name: string) {
  const item = casesOf(contract).find(({ id }) => id === `${operation.id}/${name}`);
  if (!item) throw new TypeError(`the suite has no case ${operation.id}/${name}`);
  const requests = resolveCase(contract, { base: BASE, profile: profileOf(contract), headers: {} }, item);
  if ('skip' in requests) throw new TypeError(`${item.id} is skipped: ${requests.skip}`);
  return { operationId: operation.id, parameters: parametersOf(operation, requests.request) };
}

/** The sandbox's profile, except that an unknown path, which belongs to no operation, is provoked by its test token. */
function profileOf(contract: Contract): Profile {
  const sandbox = loadProfile('sandbox', contract);
  const pathCodes = contract.errors.filter(({ trigger }) => trigger === 'path-unknown');
  const provoke = Object.fromEntries(pathCodes.map(({ code, testToken }) => [code, { token: testToken }]));
  return { ...sandbox, provoke: { ...sandbox.provoke, ...provoke } };
}

/** The parameters of a request: the values in its path, its query and its headers. */
function parametersOf({ path }: Operation, { url, headers }: WireRequest) {
  const parts = url.pathname.split('/');
  const inPath = path.split('/').flatMap((part, index) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, in: 'path', value: decodeURIComponent(parts[index] ?? '') }];
  });
  const inQuery = [...url.searchParams].map(([name, value]) => ({ name, in: 'query', value }));
  const inHeader = Object.entries(headers).map(([name, value]) => ({ name, in: 'header', value }));
  return [...inPath, ...inQuery, ...inHeader];
}
