/** Runs Prism in process, which builds responses from the examples of the spec. */
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { ContractError } from '../contract/document.ts';
import { examplePath } from '../contract/example-request.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { clauseOf } from '../text/sanitize.ts';

/** A response built from an example of the spec. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Requests the example with a given name from Prism, for the response with a given status. */
export type Mock = (operation: Operation, status: number, exampleName: string) => Promise<MockResponse>;

/** @throws {ContractError} if Prism cannot read the document */
export async function createMock(contract: Contract): Promise<Mock> {
  // Pass a copy, because Prism dereferences in place.
  const operations = await getHttpOperationsFromSpec(structuredClone(contract.document)).catch((cause) => {
    throw new ContractError(`Prism cannot read the spec: ${clauseOf(cause)}.`, { cause });
  });
  // The sandbox has already decided: Prism only looks up the example, without any validation.
  const config = {
    isProxy: false as const,
    mock: { dynamic: false as const },
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
  };
  const byRoute = new Map(
    operations.map((operation) => [`${operation.method} ${operation.path}`, operation]),
  );
  const prism = createInstance(config, { logger: silent() });
  return async (operation, status, exampleName) => {
    const method = operation.method.toLowerCase() as 'get';
    const target = byRoute.get(`${method} ${operation.path}`);
    const result = await prism.request(
      { method, url: { path: examplePath(operation), query: {} }, headers: {} },
      target ? [target] : [],
      { ...config, mock: { dynamic: false, code: status, exampleKey: exampleName } },
    )();
    if (result._tag === 'Left') {
      throw new ContractError(
        `Prism found no example ${exampleName} for the response ${status} of ${operation.id}: ${clauseOf(result.left)}.`,
        { cause: result.left },
      );
    }
    const { statusCode, headers = {}, body } = result.right.output;
    return { status: statusCode, headers: { ...headers }, body };
  };
}

/** Returns a logger that discards everything. Prism requires a pino logger but logs only its own internals. */
function silent(): Parameters<typeof createInstance>[1]['logger'] {
  const nothing = () => {};
  const logger: Record<string, unknown> = { child: () => logger };
  for (const level of ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'success'])
    logger[level] = nothing;
  return logger as unknown as Parameters<typeof createInstance>[1]['logger'];
}
