/** A server that keeps the contract but for one fault: the sandbox's own decisions, with one mutation of what is sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/contract/document.ts';
import { createAnswerer } from '../../src/sandbox/answers.ts';
import { createDecider, type Decision } from '../../src/sandbox/decide.ts';
import { createMock } from '../../src/sandbox/prism.ts';
import { contract } from './project.ts';

/** An answer on its way out; a mutation changes it in place. */
export interface Outgoing {
  request: IncomingMessage;
  decision: Decision;
  /** The code of an error; undefined for a success. */
  code: string | undefined;
  status: number;
  headers: Record<string, string>;
  /** The envelope. */
  json: JsonObject & { error?: JsonObject; data?: JsonObject };
  /** What is sent in place of `json`, where a mutation sets it. */
  body?: string | Buffer;
  /** Sends by hand, in place of everything above. */
  send?: (response: ServerResponse) => void;
}

export interface Mutation {
  /** Changes what the server sees of a request, before it decides. */
  request?: (request: IncomingMessage) => void;
  /** Changes the decision. */
  decide?: (decision: Decision, request: IncomingMessage) => Decision;
  /** Changes what is sent. */
  answer?: (outgoing: Outgoing) => void;
}

export interface Mutant {
  url: string;
  close(): Promise<void>;
}

const answer = createAnswerer(contract, await createMock(contract));
const decide = createDecider(contract);

/** Starts a server with this fault on a free port. */
export async function startMutant(mutation: Mutation): Promise<Mutant> {
  const server = createServer(async (request, response) => {
    mutation.request?.(request);
    const headers = request.headers as Record<string, string | undefined>;
    const right = decide({ method: request.method ?? '', target: request.url ?? '', headers });
    const decision = mutation.decide?.(right, request) ?? right;
    const made = await answer(decision);
    const outgoing: Outgoing = {
      request,
      decision,
      code: decision.kind === 'error' ? decision.entry.code : undefined,
      status: made.status,
      headers: { ...made.headers },
      json: JSON.parse(made.body.toString('utf8')),
    };
    mutation.answer?.(outgoing);
    if (outgoing.send) {
      outgoing.send(response);
      return;
    }
    delete outgoing.headers['Content-Length'];
    response.writeHead(outgoing.status, outgoing.headers).end(outgoing.body ?? JSON.stringify(outgoing.json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${contract.basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
