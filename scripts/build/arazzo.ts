/** generated/openapi.json -> generated/arazzo.yaml: how each code is provoked, as workflows that other tools run. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { OperationCases } from '../../src/conformance/cases/operation-cases.ts';
import { BUILT_IN } from '../../src/conformance/profile/builtin.ts';
import type { CaseRequest } from '../../src/conformance/types.ts';
import type { Contract, ErrorEntry, Operation } from '../../src/contract/model.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';

/** The name under which the steps refer to the bundle. */
const SOURCE = 'social-data';

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
  const suite = new OperationCases(contract, operation);
  return {
    workflowId: operation.id,
    summary: operation.summary,
    steps: [
      {
        stepId: 'success',
        description: 'A valid request succeeds.',
        ...call(contract, operation, suite.request({}), contract.sandbox.successToken),
        successCriteria: [
          { condition: `$statusCode == ${operation.success.status}` },
          { condition: '$response.body#/success == true' },
        ],
      },
      ...suite.entries.map((entry) => errorStep(suite, entry)),
    ],
  };
}

function errorStep(suite: OperationCases, entry: ErrorEntry) {
  const { contract, operation } = suite;
  const natural = suite.natural(entry);
  // An unknown path is no operation's: there the test token stands for the request.
  const change = entry.trigger === 'path-unknown' ? undefined : natural;
  const token = change ? contract.sandbox.successToken : entry.testToken;
  return {
    stepId: entry.code,
    description: `${entry.meaning}: ${entry.occurs}`,
    ...call(contract, operation, suite.request(change ?? {}), token),
    successCriteria: [
      { condition: `$statusCode == ${entry.status}` },
      { condition: '$response.body#/success == false' },
      { condition: `$response.body#/error/code == '${entry.code}'` },
    ],
  };
}

/** The request of a step: the operation with the values of the case's path, query and headers. */
function call(contract: Contract, operation: Operation, request: CaseRequest, token: string) {
  const unknown = BUILT_IN.sandbox?.(contract).tokens.unknown ?? '';
  const fill = (value: string) =>
    value.replaceAll('{token:success}', token).replaceAll('{token:unknown}', unknown);
  const names = operation.path.split('/');
  const inPath = request.path.split('/').flatMap((part, index) => {
    const name = /^\{(.+)\}$/.exec(names[index] ?? '')?.[1];
    return name === undefined ? [] : [{ name, in: 'path', value: decodeURIComponent(part) }];
  });
  const inQuery = Object.entries(request.query).map(([name, value]) => ({
    name,
    in: 'query',
    value: fill(value),
  }));
  const inHeader = Object.entries(request.headers).map(([name, value]) => ({
    name,
    in: 'header',
    value: fill(value),
  }));
  return { operationId: operation.id, parameters: [...inPath, ...inQuery, ...inHeader] };
}
