/** What the families of cases share: building requests and expectations of one operation. */
import type { Contract, CredentialLocation, ErrorEntry, Operation, Parameter } from '../../contract/model.ts';
import type { Trigger } from '../../contract/vocabulary.ts';
import type { Case, CaseRequest, Expectation, Group, Strictness } from '../types.ts';
import { invalidValues, validValues } from './parameter-values.ts';

/** A part of a path under which nothing is. */
export const UNKNOWN_SEGMENT = 'no-such-endpoint';

/** How often a request is sent where steadiness is tested: a fault in every fifth identical request is met. */
export const REPEATS = 6;

/** The parts of a request that a case changes. */
export interface Change {
  method?: string;
  /** Instead of the operation's path; the query is then left out. */
  path?: string;
  /** Values by parameter; a name that is no parameter's goes to the query. */
  values?: Record<string, string>;
  headers?: Record<string, string>;
}

export class OperationCases {
  readonly contract: Contract;
  readonly operation: Operation;
  /** The credential that wins over the others. */
  readonly primaryCredential: CredentialLocation;
  readonly otherCredentials: readonly CredentialLocation[];
  readonly limitParameter: Parameter | undefined;

  constructor(contract: Contract, operation: Operation) {
    const [first, ...others] = contract.credentials;
    if (!first) throw new Error('The contract has no security scheme.');
    this.contract = contract;
    this.operation = operation;
    this.primaryCredential = first;
    this.otherCredentials = others;
    this.limitParameter = operation.parameters.find(({ role }) => role === 'limit');
  }

  /** The codes of the operation, in the catalogue's order. */
  get entries(): ErrorEntry[] {
    return this.contract.errors.filter(({ code }) => this.operation.codes.includes(code));
  }

  /** @param name of the case behind the operation's id */
  case(
    group: Group,
    name: string,
    title: string,
    source: string,
    change: Change,
    expect: Expectation,
    level: Strictness = 'MUST',
  ): Case {
    const { id: operation } = this.operation;
    return {
      id: `${operation}/${name}`,
      operation,
      group,
      title,
      level,
      source,
      request: this.request(change),
      expect,
    };
  }

  request({
    method = this.operation.method,
    path,
    values = {},
    headers = withToken(this.primaryCredential),
  }: Change): CaseRequest {
    const all = { ...this.examples(), ...values };
    const inPath = new Set(
      this.operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
    );
    const query = Object.fromEntries(Object.entries(all).filter(([name]) => !inPath.has(name)));
    return { method, path: path ?? this.path(values), query: path === undefined ? query : {}, headers };
  }

  /** The operation's path with these values, percent-encoded. */
  path(values: Record<string, string> = {}): string {
    const all = { ...this.examples(), ...values };
    return this.operation.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(all[name] ?? ''),
    );
  }

  /** The operation's path with another part in place of the last fixed one. */
  siblingPath(part = UNKNOWN_SEGMENT): string {
    const template = this.operation.path.split('/');
    const last = template.findLastIndex((fixed) => fixed !== '' && !fixed.startsWith('{'));
    return this.path()
      .split('/')
      .map((own, index) => (index === last ? part : own))
      .join('/');
  }

  expectSuccess(
    values: Record<string, string> = {},
    follow?: number,
  ): Extract<Expectation, { kind: 'success' }> {
    const asked = { ...this.examples(), ...values };
    const most =
      this.limitParameter && Number(asked[this.limitParameter.name] ?? this.limitParameter.schema.default);
    return {
      kind: 'success',
      status: this.operation.success.status,
      ...(most && { limit: most }),
      asked,
      ...(follow !== undefined && { follow }),
    };
  }

  /** A change of the request that gives the code at any server, where there is one. */
  natural(entry: ErrorEntry, credential = this.primaryCredential): Change | undefined {
    const headers = withToken(credential);
    const byTrigger: Partial<Record<Trigger, () => Change | undefined>> = {
      'token-missing': () => (credential === this.primaryCredential ? { headers: {} } : undefined),
      'token-unknown': () => ({ headers: withToken(credential, '{token:unknown}') }),
      'path-unknown': () => ({ path: this.siblingPath(), headers }),
      'parameter-invalid': () => {
        const parameter = this.operation.parameters.find(({ invalid }) => invalid === entry.code);
        const [value] = parameter ? invalidValues(parameter) : [];
        return parameter && value ? { values: { [parameter.name]: value.value }, headers } : undefined;
      },
    };
    return byTrigger[entry.trigger]?.();
  }

  /** Every value but the example of the parameters that have a list of them, one at a time. */
  otherEnumValues(except?: Parameter): { name: string; values: Record<string, string> }[] {
    return this.operation.parameters
      .filter((parameter) => parameter !== except && Array.isArray(parameter.schema.enum))
      .flatMap((parameter) =>
        validValues(parameter)
          .filter(({ value }) => value !== String(parameter.example))
          .map(({ name, value }) => ({
            name: `${parameter.name}/${name}`,
            values: { [parameter.name]: value },
          })),
      );
  }

  /** The example values of the required parameters: the plainest valid request. */
  examples(): Record<string, string> {
    const required = this.operation.parameters.filter((parameter) => parameter.required);
    return Object.fromEntries(required.map(({ name, example }) => [name, String(example)]));
  }
}

/** A header that carries a token. */
export function withToken(
  { header, scheme }: CredentialLocation,
  token = '{token:success}',
): Record<string, string> {
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

/** An error of one of these codes. */
export function expectError(...codes: string[]): Expectation {
  return { kind: 'error', codes };
}
