/**
 * A correct server of the larger API with one mutation. It validates requests with the schemas of the spec, as generic
 * middleware does, and uses no code of the sandbox and of the tester. A mutation can change the spec that it validates with.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsOfAjv from 'ajv-formats';
import type { JsonObject } from '../../../../src/contract/document.ts';
import type { Contract, Operation, Parameter } from '../../../../src/contract/model.ts';

/** The result of a request. */
export type GrownDecision =
  | { kind: 'error'; code: string }
  | {
      kind: 'success';
      operation: string;
      status: number;
      token: string;
      values: Readonly<Record<string, unknown>>;
      body: unknown;
      /** The idempotency key. */
      key: string | undefined;
    };

/** A request with its body. */
export interface GrownRequest {
  message: IncomingMessage;
  url: URL;
  text: string;
}

/** A response before it is sent. A mutation changes it in place. */
export interface GrownResponse {
  request: GrownRequest;
  decision: GrownDecision;
  status: number;
  headers: Record<string, string>;
  /** The envelope; undefined for an empty body. */
  json: { success: boolean; data?: JsonObject; error?: JsonObject } | undefined;
  /** The body to send instead of `json`. */
  text?: string;
}

export interface GrownMutation {
  /** Changes the spec with which the server validates requests. */
  spec?: (spec: Spec) => void;
  /** Whether to close the connection instead of reading more of the body. */
  refuses?: (message: IncomingMessage, chunks: readonly Buffer[]) => boolean;
  /** Runs before the server decides. */
  before?: (request: GrownRequest) => Promise<void>;
  /** Parses a body; throws if it is invalid. */
  parse?: (text: string) => unknown;
  /** Changes the decision. */
  decide?: (decision: GrownDecision, request: GrownRequest) => GrownDecision;
  /** Changes the response. */
  response?: (response: GrownResponse) => void;
}

/** The parts of the spec that the server reads. */
export interface Spec {
  schemas: Record<string, JsonObject>;
  /** By operation and name. */
  parameters: Record<string, Record<string, JsonObject>>;
  /** Whether the operation needs a body. */
  bodyRequired: Record<string, boolean>;
  /** The headers that carry the token, by operation. */
  headers: Record<string, string[]>;
}

/** Starts the server on a free port. */
export async function startGrown(contract: Contract, mutation: GrownMutation) {
  const app = new App(contract, mutation);
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      app
        .respond(message, Buffer.concat(chunks).toString(), response)
        .catch((fault) => response.destroy(fault));
    });
    message.on('data', () => {
      if (mutation.refuses?.(message, chunks)) message.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${contract.basePath}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const WIRE: Readonly<Record<string, RegExp>> = {
  integer: /^-?(0|[1-9]\d*)$/,
  number: /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/,
};

class App {
  readonly #contract: Contract;
  readonly #mutation: GrownMutation;
  readonly #spec: Spec;
  readonly #ajv: Ajv2020;
  readonly #balances = new Map<string, number>();
  readonly #created = new Map<string, number>();
  #next = 100;

  constructor(contract: Contract, mutation: GrownMutation) {
    this.#contract = contract;
    this.#mutation = mutation;
    this.#spec = specOf(contract);
    mutation.spec?.(this.#spec);
    this.#ajv = new Ajv2020({ strict: false });
    formatsOfAjv.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'spec', components: { schemas: this.#spec.schemas } } as JsonObject);
  }

  async respond(message: IncomingMessage, text: string, response: ServerResponse): Promise<void> {
    const request = {
      message,
      text,
      url: new URL(message.url ?? '/', 'http://localhost'),
    };
    await this.#mutation.before?.(request);
    const correct = this.#decide(request);
    const decision = this.#mutation.decide?.(correct, request) ?? correct;
    const outgoing: GrownResponse = { request, decision, ...this.#responseTo(decision) };
    this.#mutation.response?.(outgoing);
    const { status, headers, json } = outgoing;
    const body = outgoing.text ?? (json === undefined ? '' : JSON.stringify(json));
    response.writeHead(
      status,
      json === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    );
    response.end(message.method === 'HEAD' ? undefined : body);
  }

  #decide(request: GrownRequest): GrownDecision {
    const { message, url } = request;
    const path = url.pathname.slice(this.#contract.basePath.length).split('/');
    const atPath = this.#contract.operations
      .filter((operation) => matches(operation, path))
      .sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
    const operation = atPath.find(
      ({ method, path: template }) => method === message.method && template === atPath[0]?.path,
    );
    const headers = operation ? (this.#spec.headers[operation.id] ?? []) : ['Authorization', 'X-API-Token'];
    const token = headers.map((header) => tokenIn(message, header)).find((one) => one !== undefined);
    const entry = this.#contract.errors.find(({ testToken }) => testToken === token);
    // A test token works at every operation.
    const sent = tokenIn(message, 'Authorization');
    const other = headers.length === 0 && this.#contract.errors.find(({ testToken }) => testToken === sent);
    if (other) return { kind: 'error', code: other.code };
    if (headers.length > 0) {
      if (token === undefined) return { kind: 'error', code: 'MISSING_API_TOKEN' };
      if (entry) return { kind: 'error', code: entry.code };
      if (token !== this.#contract.sandbox.successToken) return { kind: 'error', code: 'INVALID_API_TOKEN' };
    }
    if (!operation) return { kind: 'error', code: 'NOT_FOUND' };
    try {
      return this.#validated(operation, request, path.map(decodeURIComponent), token ?? '');
    } catch {
      return { kind: 'error', code: 'INVALID_PARAMETERS' };
    }
  }

  #validated(
    operation: Operation,
    { message, url, text }: GrownRequest,
    path: string[],
    token: string,
  ): GrownDecision {
    const values: Record<string, unknown> = {};
    for (const parameter of operation.parameters) {
      const texts = textsOf(parameter, operation, path, url, message);
      if (texts === undefined && !parameter.required) continue;
      const schema = this.#spec.parameters[operation.id]?.[parameter.name] ?? {};
      const value = texts === undefined ? undefined : parsed(texts, parameter, schema, this.#spec);
      if (value === undefined || !this.#ajv.validate(absolute(schema), value))
        return { kind: 'error', code: parameter.invalid ?? 'INVALID_PARAMETERS' };
      values[parameter.name] = value;
    }
    let body: unknown;
    if (operation.body && (text !== '' || this.#spec.bodyRequired[operation.id])) {
      try {
        body = (this.#mutation.parse ?? JSON.parse)(text);
      } catch {
        return { kind: 'error', code: 'INVALID_BODY' };
      }
      const [, name = ''] = /([^/]+)$/.exec(operation.body.schemaPointer) ?? [];
      if (!this.#ajv.validate({ $ref: `spec#/components/schemas/${name}` }, body))
        return { kind: 'error', code: 'INVALID_BODY' };
    }
    const key = values['Idempotency-Key'] as string | undefined;
    return {
      kind: 'success',
      operation: operation.id,
      status: operation.success.status,
      token,
      values,
      body,
      key,
    };
  }

  #responseTo(decision: GrownDecision): Pick<GrownResponse, 'status' | 'headers' | 'json'> {
    if (decision.kind === 'error') {
      const entry = this.#contract.errors.find(({ code }) => code === decision.code);
      if (!entry) throw new TypeError(`The contract does not have the code ${decision.code}.`);
      const headers = Object.fromEntries(entry.headers.map(({ name, example }) => [name, String(example)]));
      const json = structuredClone(entry.example) as GrownResponse['json'];
      if (json?.error?.retry_after !== undefined) headers['Retry-After'] = String(json.error.retry_after);
      return {
        status: entry.status,
        headers: entry.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : headers,
        json,
      };
    }
    const operation = this.#contract.operations.find(({ id }) => id === decision.operation) as Operation;
    const success = operation.successes.find(({ status }) => status === decision.status);
    const headers = Object.fromEntries(
      (success?.headers ?? [])
        .filter(({ level }) => level === 'MUST')
        .map(({ name }) => [name, `/api/v1/x/${this.#next}`]),
    );
    const json = structuredClone(success?.content?.example) as GrownResponse['json'];
    const data = json?.data;
    if (data && 'next_cursor' in data) data.next_cursor = null;
    if (operation.id === 'createSavedSearch' && data) this.#create(data, decision);
    if (data && 'posts' in data) {
      const [post] = data.posts as [JsonObject];
      const { platform = 'tiktok' } = decision.values;
      data.posts = [{ ...post, platform: String(platform) }];
    }
    if (data && 'remaining_balance' in data) data.remaining_balance = this.#charge(decision);
    return { status: decision.status, headers, json };
  }

  /** Gives a new search its number, or the earlier one of the same key. */
  #create(data: JsonObject, { key }: Extract<GrownDecision, { kind: 'success' }>): void {
    const id = (key === undefined ? undefined : this.#created.get(key)) ?? this.#next++;
    if (key !== undefined) this.#created.set(key, id);
    (data.saved_search as JsonObject).id = id;
  }

  readonly #charged = new Set<string>();

  #charge({ token, key }: Extract<GrownDecision, { kind: 'success' }>): number {
    const balance = this.#balances.get(token) ?? 100_000;
    const isFree = key !== undefined && this.#charged.has(key);
    if (key !== undefined) this.#charged.add(key);
    const left = isFree ? balance : balance - 1;
    this.#balances.set(token, left);
    return left;
  }
}

function specOf({ document, operations }: Contract): Spec {
  const { components } = structuredClone(document) as { components: { schemas: Record<string, JsonObject> } };
  return {
    schemas: components.schemas,
    parameters: Object.fromEntries(
      operations.map(({ id, parameters }) => [
        id,
        Object.fromEntries(
          parameters.map(({ name, schema: { components: _, ...schema } }) => [name, structuredClone(schema)]),
        ),
      ]),
    ),
    bodyRequired: Object.fromEntries(operations.map(({ id, body }) => [id, body?.required ?? false])),
    headers: Object.fromEntries(
      operations.map(({ id, credentials }) => [id, credentials.map(({ header }) => header)]),
    ),
  };
}

function matches({ path }: Operation, segments: readonly string[]): boolean {
  const template = path.split('/');
  return (
    template.length === segments.length &&
    template.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at]))
  );
}

function tokenIn({ headers }: IncomingMessage, header: string): string | undefined {
  const value = String(headers[header.toLowerCase()] ?? '').trim();
  if (header !== 'Authorization') return value || undefined;
  return /^bearer +(\S.*)$/i.exec(value)?.[1];
}

/** Returns the texts of a parameter, or undefined if the request does not have it. */
function textsOf(
  { name, in: where, list }: Parameter,
  { path: template }: Operation,
  path: readonly string[],
  url: URL,
  { headers }: IncomingMessage,
): string[] | undefined {
  if (where === 'path') return [path[template.split('/').indexOf(`{${name}}`)] ?? ''];
  const texts =
    where === 'query' ? url.searchParams.getAll(name) : [headers[name.toLowerCase()] ?? []].flat();
  const [first] = texts;
  if (first === undefined) return undefined;
  return list && !list.explode ? first.split(',').map((text) => text.trim()) : list ? texts : [first];
}

/** Returns the value of a parameter, or undefined if its form is invalid. */
function parsed(texts: string[], { list, wirePattern }: Parameter, schema: JsonObject, spec: Spec): unknown {
  const items = (list ? schema.items : schema) as JsonObject;
  const reference = typeof items.$ref === 'string' ? items.$ref.split('/').at(-1) : undefined;
  const { type = 'string' } = (reference === undefined ? items : spec.schemas[reference]) ?? {};
  const form = wirePattern === undefined ? WIRE[String(type)] : new RegExp(wirePattern);
  if (form && !texts.every((text) => form.test(text) && !text.endsWith('\n'))) return undefined;
  const values = texts.map((text) => {
    if (type === 'integer' || type === 'number') return Number(text);
    return type === 'boolean' ? text === 'true' : text;
  });
  return list ? values : values[0];
}

/** Returns a schema whose references lead to the spec. */
function absolute(schema: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/'));
}
