/** The suite, made from the contract: every code, success and parameter edge of every operation. */
import { codeOf } from '../contract/contract.ts';
import type { Contract, ErrorEntry, Operation, Parameter, TokenCarrier, Trigger } from '../contract/types.ts';
import { invalidValues, validValues } from './parameter-values.ts';
import type { Case, CaseRequest, Expectation } from './types.ts';

/** A path below an operation's, where nothing is. */
const NOWHERE = 'no-such-endpoint';

/**
 * The cases of a contract, in the order in which they are reported.
 *
 * Each provokes one error at a time, because the order of errors is unspecified.
 */
export function casesOf(contract: Contract): Case[] {
  return contract.operations.flatMap((operation) => new Suite(contract, operation).all());
}

/** The parts of a request that a case changes. */
interface Change {
  path?: string;
  values?: Record<string, string>;
  headers?: Record<string, string>;
}

class Suite {
  readonly #contract: Contract;
  readonly #operation: Operation;
  readonly #first: TokenCarrier;

  constructor(contract: Contract, operation: Operation) {
    this.#contract = contract;
    this.#operation = operation;
    const [first] = contract.carriers;
    if (!first) throw new Error('The contract has no security scheme.');
    this.#first = first;
  }

  all(): Case[] {
    return [
      ...this.#codes(),
      ...this.#successes(),
      ...this.#parameters(),
      ...this.#authentication(),
      ...this.#routing(),
    ];
  }

  #codes(): Case[] {
    const entries = this.#contract.errors.filter(({ code }) => this.#operation.codes.includes(code));
    return entries.map((entry) => {
      const { code } = entry;
      const natural = this.#natural(entry);
      return {
        ...this.#base('codes', code, `${entry.meaning}: ${entry.status} ${code}`, entry.pointer),
        request: this.#request({}),
        provoke: code,
        ...(natural && { natural: this.#request(natural) }),
        expect: error(code),
      };
    });
  }

  /** A change of the request that gives the code at any server, where there is one. */
  #natural(entry: ErrorEntry): Change | undefined {
    const byTrigger: Partial<Record<Trigger, () => Change | undefined>> = {
      'token-missing': () => ({ headers: {} }),
      'token-unknown': () => ({ headers: withToken(this.#first, '{token:unknown}') }),
      'path-unknown': () => ({ path: this.#pathBeside() }),
      'parameter-invalid': () => {
        const parameter = this.#operation.parameters.find(({ invalid }) => invalid === entry.code);
        const [value] = parameter ? invalidValues(parameter) : [];
        return parameter && value ? { values: { [parameter.name]: value.value } } : undefined;
      },
    };
    return byTrigger[entry.trigger]?.();
  }

  #successes(): Case[] {
    const { success, parameters } = this.#operation;
    const cases = [this.#success('success', 'A valid request succeeds', {}, success.schemaPointer)];
    for (const carrier of this.#contract.carriers.slice(1)) {
      const title = `A token in ${carrier.header} is as good`;
      cases.push(
        this.#success(`success/${carrier.header}`, title, { headers: withToken(carrier) }, '#/security'),
      );
    }
    for (const parameter of parameters) {
      for (const { name, value } of validValues(parameter)) {
        const title = `${parameter.name}=${value} is answered`;
        const change = { values: { [parameter.name]: value } };
        cases.push(this.#success(`success/${parameter.name}/${name}`, title, change, parameter.pointer));
      }
    }
    const limit = parameters.find(({ role }) => role === 'limit');
    if (success.cursorField !== undefined) {
      const values: Record<string, string> = limit ? { [limit.name]: '1' } : {};
      const paged = this.#success(
        'success/pages',
        'The next page is a success too',
        { values },
        success.schemaPointer,
      );
      cases.push({ ...paged, expect: { ...paged.expect, follow: 2 } as Expectation });
    }
    return cases;
  }

  #parameters(): Case[] {
    return this.#operation.parameters.flatMap((parameter) =>
      invalidValues(parameter).map(({ name, value }) => ({
        ...this.#base(
          'parameters',
          `${parameter.name}/${name}`,
          `${parameter.name}=${JSON.stringify(value)} is refused with ${parameter.invalid}`,
          parameter.pointer,
        ),
        request: this.#request({ values: { [parameter.name]: value } }),
        expect: error(parameter.invalid ?? ''),
      })),
    );
  }

  #authentication(): Case[] {
    const missing = codeOf(this.#contract, 'token-missing').code;
    const unknown = codeOf(this.#contract, 'token-unknown').code;
    const either = { kind: 'error', codes: [missing, unknown] } as const;
    const cases: Case[] = [];
    const add = (name: string, title: string, source: string, change: Change, expect: Expectation) =>
      cases.push({
        ...this.#base('authentication', `authentication/${name}`, title, source),
        request: this.#request(change),
        expect,
      });
    const success = this.#expectSuccess({});
    for (const carrier of this.#contract.carriers) {
      const { header, scheme } = carrier;
      const refused = { headers: withToken(carrier, '{token:unknown}') };
      add(
        `${header}-unknown`,
        `An unknown token in ${header} is refused`,
        '#/security',
        refused,
        error(unknown),
      );
      add(
        `${header}-empty`,
        `An empty ${header} is refused`,
        '#/security',
        { headers: { [header]: '' } },
        either,
      );
      if (scheme === undefined) continue;
      for (const spelling of [scheme.toLowerCase(), scheme.toUpperCase()]) {
        const headers = { [header]: `${spelling} {token:success}` };
        add(
          `scheme-${spelling}`,
          `The scheme may be spelled ${spelling}`,
          'RFC 9110 11.1',
          { headers },
          success,
        );
      }
      add(
        'scheme-alone',
        'A scheme without a token is refused',
        '#/security',
        { headers: { [header]: scheme } },
        either,
      );
      const bare = { headers: { [header]: '{token:success}' } };
      add('scheme-missing', 'A token without its scheme is refused', 'RFC 9110 11.4', bare, either);
      const other = { headers: { [header]: 'Basic {token:success}' } };
      add('scheme-other', 'A token of another scheme is refused', '#/security', other, either);
    }
    const [first, ...others] = this.#contract.carriers;
    for (const other of first ? others : []) {
      const wins = (token: string, loser: string) => ({
        headers: { ...withToken(this.#first, `{token:${token}}`), ...withToken(other, `{token:${loser}}`) },
      });
      const title = `Beside ${other.header}, ${this.#first.header} wins`;
      add(`both-good-${other.header}`, title, '#/security', wins('success', 'unknown'), success);
      add(`both-bad-${other.header}`, title, '#/security', wins('unknown', 'success'), error(unknown));
    }
    const inQuery = { headers: {}, values: { token: '{token:success}' } };
    add('query', 'A token in the query is no token', '#/security', inQuery, error(missing));
    return cases;
  }

  #routing(): Case[] {
    const { code, pointer } = codeOf(this.#contract, 'path-unknown');
    const paths = {
      beside: this.#pathBeside(),
      below: `${this.#path({})}/${NOWHERE}`,
      shallow: `/${NOWHERE}`,
    };
    return Object.entries(paths).map(([name, path]) => ({
      ...this.#base('routing', `routing/${name}`, `A path ${name} the operation is ${code}`, pointer),
      request: this.#request({ path }),
      expect: error(code),
    }));
  }

  #success(name: string, title: string, change: Change, source: string): Case {
    return {
      ...this.#base('successes', name, title, source),
      request: this.#request(change),
      expect: this.#expectSuccess(change.values ?? {}),
    };
  }

  #expectSuccess(values: Record<string, string>): Expectation {
    const { parameters, success } = this.#operation;
    const asked = { ...this.#examples(), ...values };
    const limit = parameters.find(({ role }) => role === 'limit');
    const most = limit && Number(asked[limit.name] ?? limit.schema.default);
    return { kind: 'success', status: success.status, ...(most && { limit: most }), asked };
  }

  #base(group: Case['group'], name: string, title: string, source: string) {
    const id = `${this.#operation.id}/${name}`;
    return { id, operation: this.#operation.id, group, title, level: 'MUST', source } as const;
  }

  /** The example values of the parameters in the path: the plainest valid request. */
  #examples(): Record<string, string> {
    const required = this.#operation.parameters.filter((parameter) => parameter.required);
    return Object.fromEntries(required.map(({ name, example }) => [name, String(example)]));
  }

  #request({ path, values = {}, headers = withToken(this.#first) }: Change): CaseRequest {
    const all = { ...this.#examples(), ...values };
    const inPath = new Set(this.#operation.parameters.filter(isInPath).map(({ name }) => name));
    const query = Object.fromEntries(Object.entries(all).filter(([name]) => !inPath.has(name)));
    return {
      method: this.#operation.method,
      path: path ?? this.#path(values),
      query: path ? {} : query,
      headers,
    };
  }

  #path(values: Record<string, string>): string {
    const all = { ...this.#examples(), ...values };
    return this.#operation.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(all[name] ?? ''),
    );
  }

  /** The operation's path with another last fixed part. */
  #pathBeside(): string {
    const template = this.#operation.path.split('/');
    const last = template.findLastIndex((part) => part !== '' && !part.startsWith('{'));
    return this.#path({})
      .split('/')
      .map((part, index) => (index === last ? NOWHERE : part))
      .join('/');
  }
}

function isInPath(parameter: Parameter): boolean {
  return parameter.in === 'path';
}

function withToken({ header, scheme }: TokenCarrier, token = '{token:success}'): Record<string, string> {
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

function error(code: string): Expectation {
  return { kind: 'error', codes: [code] };
}
