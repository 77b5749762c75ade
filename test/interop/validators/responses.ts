/** Validators of responses, as servers and tests use them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as Express from 'express';
import { type ApiResponse, acceptsCorrect, rejectsWrong } from '../responses.ts';
import { type Check, documentOf, type Installed, importPackage, type Tool } from '../tool.ts';

/** Throws if the tool rejects the response. */
type Judge = (response: ApiResponse) => unknown;

/** Returns the checks of a validator. `use` calls the callback with the judge of the tool, and then releases the tool. */
function responseChecks(
  use: (installed: Installed, check: (judge: Judge) => Promise<void>) => Promise<void>,
): Record<string, Check> {
  return {
    'accepts all examples': (installed) => use(installed, acceptsCorrect),
    'rejects seven wrong responses': (installed) => use(installed, rejectsWrong),
  };
}

type Middleware = (options: object) => Express.RequestHandler[];

const expressValidator: Tool = {
  name: 'express-openapi-validator',
  locked: 'express-openapi-validator',
  reads: 'openapi.yaml',
  checks: responseChecks(async (installed, check) => {
    const { default: express } = (await importPackage(installed, 'express')) as typeof Express;
    const { middleware } = (await importPackage(installed, 'express-openapi-validator')) as {
      middleware: Middleware;
    };
    let current: ApiResponse | undefined;
    const respond: Express.RequestHandler = (_, response) => {
      response.status(current?.status ?? 0).json(current?.body);
    };
    let fault: unknown;
    const noteFault: Express.ErrorRequestHandler = (error, _, response, _next) => {
      fault = error;
      response.status(500).end();
    };
    const app = express();
    app.use(
      middleware({ apiSpec: documentOf(expressValidator), validateResponses: true, validateSecurity: false }),
    );
    app.use(respond, noteFault);
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await check(async (response) => {
        current = response;
        fault = undefined;
        await (await fetch(`http://127.0.0.1:${port}${response.path}`)).text();
        if (fault !== undefined) throw fault;
      });
    } finally {
      server.close();
    }
  }),
};

interface Backend {
  init(): Promise<unknown>;
  validateResponse(body: unknown, operationId: string, status: number): { errors?: unknown[] | null };
}

const openapiBackend: Tool = {
  name: 'openapi-backend',
  locked: 'openapi-backend',
  // It checks every document against the schema of OpenAPI 3.0.
  reads: 'openapi-3.0.yaml',
  checks: responseChecks(async (installed, check) => {
    const { OpenAPIBackend } = (await importPackage(installed, 'openapi-backend')) as {
      OpenAPIBackend: new (options: object) => Backend;
    };
    const api = new OpenAPIBackend({
      definition: documentOf(openapiBackend),
      strict: true,
      ajvOpts: { logger: false },
    });
    await api.init();
    await check(({ body, operation, status }) => {
      const { errors } = api.validateResponse(body, operation.id, status);
      if (errors && errors.length > 0) throw new Error(JSON.stringify(errors));
    });
  }),
};

interface Chai {
  use(plugin: unknown): void;
  expect(value: unknown): { to: { satisfyApiSpec: unknown } };
}

const chaiValidator: Tool = {
  name: 'chai-openapi-response-validator',
  locked: 'chai-openapi-response-validator',
  reads: 'openapi-3.0.yaml',
  checks: responseChecks(async (installed, check) => {
    const chai = (await importPackage(installed, 'chai')) as Chai;
    const { default: plugin } = (await importPackage(installed, 'chai-openapi-response-validator')) as {
      default: (file: string) => unknown;
    };
    chai.use(plugin(documentOf(chaiValidator)));
    await check(({ operation, path, status, body }) => {
      // The form of a response of axios.
      const response = { status, data: body, request: { method: operation.method, path } };
      return chai.expect(response).to.satisfyApiSpec;
    });
  }),
};

export const RESPONSE_VALIDATORS: readonly Tool[] = [expressValidator, openapiBackend, chaiValidator];
