/** From a bundled document to the contract. */
import { ContractError, isObject, type Json, type JsonObject, pointerPart, resolveRef } from './document.ts';
import type {
  Contract,
  ErrorEntry,
  ErrorField,
  Level,
  Operation,
  Parameter,
  Relation,
  ResponseHeader,
  RetryPolicy,
  Success,
  TokenCarrier,
  Trigger,
} from './types.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads the contract out of a bundled document.
 *
 * @throws {ContractError} where the document lacks what the contract is made of, with the place
 */
export function readContract(document: JsonObject): Contract {
  const reader = new Reader(document);
  const operations = reader.operations();
  const errors = reader.errors();
  const sandbox = reader.sandbox();
  if (operations.length === 0) throw new ContractError('The spec has no operation under #/paths.');
  if (!errors.some((entry) => entry.code === sandbox.malformed)) {
    throw new ContractError(
      `The spec's #/x-sandbox/malformed names ${sandbox.malformed}, which is no code of a response.`,
    );
  }
  return {
    document,
    title: reader.text(document, 'info.title', '#'),
    version: reader.text(document, 'info.version', '#'),
    basePath: reader.basePath(),
    operations,
    errors,
    carriers: reader.carriers(),
    sandbox,
  };
}

/** The one code of a trigger that the contract has once (`token-missing`, `token-unknown`, `path-unknown`). */
export function codeOf(contract: Contract, trigger: Trigger): ErrorEntry {
  const found = contract.errors.filter((entry) => entry.trigger === trigger);
  const [only] = found;
  if (!only || found.length > 1) {
    throw new ContractError(
      `The spec has ${found.length} codes with the trigger ${trigger}; give it to exactly one (x-error.trigger).`,
    );
  }
  return only;
}

/** The entry of a code that the spec names elsewhere. */
export function entryOf(contract: Contract, code: string): ErrorEntry {
  const entry = contract.errors.find((candidate) => candidate.code === code);
  if (!entry) throw new ContractError(`The spec names ${code}, which is no code of a response.`);
  return entry;
}

class Reader {
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** A string at a dotted path below a node. */
  text(node: JsonObject, path: string, pointer: string): string {
    const value = path
      .split('.')
      .reduce<Json | undefined>((parent, key) => (isObject(parent) ? parent[key] : undefined), node);
    if (typeof value !== 'string') {
      throw new ContractError(`The spec lacks a text at ${pointer}/${path.replaceAll('.', '/')}.`);
    }
    return value;
  }

  basePath(): string {
    const servers = this.#document.servers;
    const first = Array.isArray(servers) ? servers[0] : undefined;
    const url = isObject(first) && typeof first.url === 'string' ? first.url : '';
    return new URL(url, 'http://localhost').pathname.replace(/\/+$/, '');
  }

  sandbox(): Contract['sandbox'] {
    return {
      successToken: this.text(this.#document, 'x-sandbox.tokens.success', '#'),
      errorToken: this.text(this.#document, 'x-sandbox.tokens.error', '#'),
      malformed: this.text(this.#document, 'x-sandbox.malformed', '#'),
    };
  }

  carriers(): TokenCarrier[] {
    const security = this.#document.security;
    if (!Array.isArray(security)) throw new ContractError('The spec lacks #/security.');
    return security
      .flatMap((requirement) => Object.keys(isObject(requirement) ? requirement : {}))
      .map((name) => {
        const at = `#/components/securitySchemes/${pointerPart(name)}`;
        const { node } = resolveRef(this.#document, { $ref: at }, '#/security');
        if (node.type === 'http') {
          const scheme = this.text(node, 'scheme', at);
          return { header: 'Authorization', scheme: scheme.charAt(0).toUpperCase() + scheme.slice(1) };
        }
        if (node.type === 'apiKey' && node.in === 'header') return { header: this.text(node, 'name', at) };
        throw new ContractError(`The security scheme at ${at} is neither http nor an apiKey in a header.`);
      });
  }

  operations(): Operation[] {
    return this.#eachOperation().map(({ node, path, method, pointer, item }) => {
      const parameters = [...list(item.parameters), ...list(node.parameters)].map((parameter, index) =>
        this.#parameter(parameter, `${pointer}/parameters/${index}`),
      );
      return {
        id: this.text(node, 'operationId', pointer),
        method: method.toUpperCase(),
        path,
        summary: typeof node.summary === 'string' ? node.summary : '',
        description: typeof node.description === 'string' ? node.description.trim() : '',
        parameters,
        success: this.#success(node, pointer),
        codes: this.#responses(node, pointer).flatMap(({ members }) => members.map(({ code }) => code)),
        pointer,
      };
    });
  }

  /** All codes, in the order of the error page's groups, and of their statuses in each. */
  errors(): ErrorEntry[] {
    const found = new Map<string, ErrorEntry>();
    for (const { node, pointer } of this.#eachOperation()) {
      for (const response of this.#responses(node, pointer)) {
        for (const { code, schema, pointer: at } of response.members) {
          if (!found.has(code)) found.set(code, this.#entry(code, schema, at, response));
        }
      }
    }
    const categories = list(this.#document['x-error-categories']).map(String);
    return [...found.values()].sort(
      (a, b) => categories.indexOf(a.category) - categories.indexOf(b.category),
    );
  }

  #eachOperation() {
    const paths = this.#document.paths;
    if (!isObject(paths)) throw new ContractError('The spec lacks #/paths.');
    return Object.entries(paths).flatMap(([path, value]) => {
      const at = `#/paths/${pointerPart(path)}`;
      const { node: item } = resolveRef(this.#document, value, at);
      return METHODS.filter((method) => isObject(item[method])).map((method) => {
        const pointer = `${at}/${method}`;
        return { path, method, item, ...resolveRef(this.#document, item[method], pointer), pointer };
      });
    });
  }

  /** The error responses of an operation, each with the schemas of its codes. */
  #responses(operation: JsonObject, pointer: string) {
    const responses = operation.responses;
    if (!isObject(responses)) throw new ContractError(`The spec lacks ${pointer}/responses.`);
    return Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, value]) => {
        const { node, pointer: at } = resolveRef(this.#document, value, `${pointer}/responses/${status}`);
        const { schema, schemaPointer, examples } = this.#content(node, at);
        const error = isObject(schema.properties) ? schema.properties.error : undefined;
        if (!isObject(error) || !Array.isArray(error.oneOf)) {
          throw new ContractError(
            `The response at ${at} is not the error envelope: ${schemaPointer}/properties/error has no oneOf.`,
          );
        }
        const members = error.oneOf.map((member, index) => {
          const target = resolveRef(
            this.#document,
            member,
            `${schemaPointer}/properties/error/oneOf/${index}`,
          );
          return {
            code: this.text(target.node, 'properties.code.const', target.pointer),
            schema: target.node,
            pointer: target.pointer,
          };
        });
        return { status: Number(status), headers: this.#headers(node, at), examples, members };
      });
  }

  #content(response: JsonObject, pointer: string) {
    const [mediaType, media] = Object.entries(isObject(response.content) ? response.content : {})[0] ?? [];
    if (mediaType === undefined || !isObject(media))
      throw new ContractError(`The response at ${pointer} has no content.`);
    const at = `${pointer}/content/${pointerPart(mediaType)}/schema`;
    const { node: schema, pointer: schemaPointer } = resolveRef(this.#document, media.schema, at);
    return { mediaType, schema, schemaPointer, examples: isObject(media.examples) ? media.examples : {} };
  }

  #headers(response: JsonObject, pointer: string): ResponseHeader[] {
    return Object.entries(isObject(response.headers) ? response.headers : {}).map(([name, value]) => {
      const { node } = resolveRef(this.#document, value, `${pointer}/headers/${pointerPart(name)}`);
      return {
        name,
        level: node.required === true ? 'MUST' : ((node['x-level'] as Level | undefined) ?? 'MAY'),
        ...(typeof node['x-equals'] === 'string' && { equals: node['x-equals'] }),
        description: typeof node.description === 'string' ? node.description.trim() : '',
      };
    });
  }

  #entry(
    code: string,
    schema: JsonObject,
    pointer: string,
    response: { status: number; headers: ResponseHeader[]; examples: JsonObject },
  ): ErrorEntry {
    const say = (key: string) => this.text(schema, `x-error.${key}`, pointer);
    const example = response.examples[code];
    if (!isObject(example) || !isObject(example.value)) {
      throw new ContractError(`The response ${response.status} has no example named ${code}.`);
    }
    return {
      code,
      status: response.status,
      category: say('category'),
      since: say('since'),
      meaning: say('meaning'),
      solution: say('solution'),
      occurs: say('occurs'),
      retry: say('retry') as RetryPolicy,
      trigger: say('trigger') as Trigger,
      fields: this.#fields(schema, pointer),
      relations: relations(schema),
      headers: response.headers,
      example: example.value,
      testToken: this.sandbox().errorToken.replace('{code}', code.toLowerCase()),
      pointer,
    };
  }

  #fields(schema: JsonObject, pointer: string): ErrorField[] {
    return Object.entries(isObject(schema.properties) ? schema.properties : {})
      .filter(([name]) => name !== 'code' && name !== 'message')
      .map(([name, value]) => {
        const { node } = resolveRef(this.#document, value, `${pointer}/properties/${pointerPart(name)}`);
        return {
          name,
          type: this.text(node, 'type', `${pointer}/properties/${name}`),
          description: typeof node.description === 'string' ? node.description : '',
          ...(typeof node.minimum === 'number' && { minimum: node.minimum }),
          ...(typeof node.maximum === 'number' && { maximum: node.maximum }),
          ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
          ...(node.example !== undefined && { example: node.example }),
        };
      });
  }

  #parameter(value: Json, at: string): Parameter {
    const { node, pointer } = resolveRef(this.#document, value, at);
    const { node: schema } = resolveRef(this.#document, node.schema, `${pointer}/schema`);
    const where = this.text(node, 'in', pointer);
    if (where !== 'path' && where !== 'query') {
      throw new ContractError(
        `The parameter at ${pointer} stands in ${where}; path and query are supported.`,
      );
    }
    return {
      name: this.text(node, 'name', pointer),
      in: where,
      required: node.required === true,
      description: typeof node.description === 'string' ? node.description.trim() : '',
      schema,
      example: node.example ?? schema.example ?? '',
      ...(typeof node['x-invalid'] === 'string' && { invalid: node['x-invalid'] }),
      ...(typeof node['x-wire-pattern'] === 'string' && { wirePattern: node['x-wire-pattern'] }),
      ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
      same: list(schema['x-same']).map((group) => list(group).map(String)),
      pointer,
    };
  }

  #success(operation: JsonObject, pointer: string): Success {
    const responses = isObject(operation.responses) ? operation.responses : {};
    const status = Object.keys(responses).find((key) => /^2\d\d$/.test(key));
    if (status === undefined)
      throw new ContractError(`The operation at ${pointer} declares no success (2xx).`);
    const { node, pointer: at } = resolveRef(
      this.#document,
      responses[status],
      `${pointer}/responses/${status}`,
    );
    const { mediaType, schema, schemaPointer, examples } = this.#content(node, at);
    const data = resolveRef(
      this.#document,
      isObject(schema.properties) ? schema.properties.data : undefined,
      `${schemaPointer}/properties/data`,
    ).node;
    const fields = Object.entries(isObject(data.properties) ? data.properties : {});
    const withRole = (role: string) =>
      fields.find(([, field]) => isObject(field) && field['x-role'] === role);
    const [exampleName, example] = Object.entries(examples)[0] ?? [];
    if (exampleName === undefined || !isObject(example) || !isObject(example.value)) {
      throw new ContractError(`The success at ${at} has no example.`);
    }
    const items = withRole('items');
    const item =
      items && isObject(items[1])
        ? resolveRef(this.#document, items[1].items, `${schemaPointer}/properties/data/${items[0]}/items`)
            .node
        : undefined;
    return {
      status: Number(status),
      mediaType,
      schemaPointer,
      ...named('itemsField', items),
      ...named('cursorField', withRole('cursor')),
      ...named('balanceField', withRole('balance')),
      fields: fields.map(([name]) => name),
      itemRelations: item ? relations(item) : [],
      itemKeys: item ? propertiesWithRole(item, 'key') : [],
      exampleName,
      example: example.value,
    };
  }
}

function named<Key extends string>(key: Key, field: [string, Json] | undefined): { [K in Key]?: string } {
  return (field ? { [key]: field[0] } : {}) as { [K in Key]?: string };
}

function propertiesWithRole(schema: JsonObject, role: string): string[] {
  return Object.entries(isObject(schema.properties) ? schema.properties : {})
    .filter(([, property]) => isObject(property) && property['x-role'] === role)
    .map(([name]) => name);
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The relations that an object schema states. */
export function relations(schema: JsonObject): Relation[] {
  return list(schema['x-relations'])
    .filter(isObject)
    .map((relation) => ({
      field: String(relation.field),
      level: (relation.level as Level | undefined) ?? 'MUST',
      ...(typeof relation['less-than'] === 'string' && { lessThan: relation['less-than'] }),
      ...(Array.isArray(relation.sum) && { sum: relation.sum.map(String) }),
      ...(typeof relation.echoes === 'string' && { echoes: relation.echoes }),
    }));
}
