/** Builds the requests and expectations of one operation, for all groups of cases. */
import type { Contract, CredentialLocation, ErrorEntry, Operation, Parameter } from '../../contract/model.ts';
import type { Trigger } from '../../contract/vocabulary.ts';
import type { Case, CaseRequest, Expectation, Group, Strictness } from '../types.ts';
import { invalidValues, validValues } from './parameter-values.ts';

/** A path segment that no operation has. */
export const UNKNOWN_SEGMENT = 'no-such-endpoint';

/** How often an identical request is sent to find intermittent faults, up to one in every fifth request. */
export const REPEATS = 6;

/** The differences between the request of a case and the simplest valid request. */
export interface Change {
  method?: string;
  /** Replaces the operation's path. The request then has no query. */
  path?: string;
  /** Values by parameter name. Unknown names become query parameters. */
  values?: Record<string, string>;
  headers?: Record<string, string>;
}

/** Creates cases, requests and expectations for one operation. */
export class OperationCases {
  readonly contract: Contract;
  readonly operation: Operation;
  /** The credential location that takes precedence. */
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

  /** The errors that the operation can return, in the order of the catalogue. */
  get entries(): ErrorEntry[] {
    return this.contract.errors.filter(({ code }) => this.operation.codes.includes(code));
  }

  /** @param name the part of the case id after the operation id */
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

  /** Builds the simplest valid request, with these changes. */
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

  /** Returns the operation's path with these parameter values, percent-encoded. */
  path(values: Record<string, string> = {}): string {
    const all = { ...this.examples(), ...values };
    return this.operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
      encodeURIComponent(all[name] ?? ''),
    );
  }

  /** Returns the values of those parameters that the operation has. */
  own(values: Readonly<Record<string, string>>): Record<string, string> {
    const names = new Set(this.operation.parameters.map(({ name }) => name));
    return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
  }

  /** Returns the operation's path with the last fixed segment replaced. */
  siblingPath(segment = UNKNOWN_SEGMENT): string {
    const template = this.operation.path.split('/');
    const last = template.findLastIndex((fixed) => fixed !== '' && !fixed.startsWith('{'));
    return this.path()
      .split('/')
      .map((original, index) => (index === last ? segment : original))
      .join('/');
  }

  /** @param follow how many further pages to request */
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

  /** Returns the change to the request that provokes the error on any server, without a profile, if such a change exists. */
  natural(entry: ErrorEntry, credential = this.primaryCredential): Change | undefined {
    const headers = withToken(credential);
    const byTrigger: Partial<Record<Trigger, () => Change | undefined>> = {
      'token-missing': () => (credential === this.primaryCredential ? { headers: {} } : undefined),
      'token-unknown': () => ({ headers: withToken(credential, '{token:unknown}') }),
      'path-unknown': () => ({ path: this.siblingPath(), headers }),
      'parameter-invalid': () => {
        const parameter = this.operation.parameters.find(({ invalid }) => invalid === entry.code);
        const [value] = parameter ? invalidValues(this.contract, parameter) : [];
        return parameter && value ? { values: { [parameter.name]: value.value }, headers } : undefined;
      },
    };
    return byTrigger[entry.trigger]?.();
  }

  /** Returns each enum value of the parameters other than the example, one parameter at a time. */
  otherEnumValues(except?: Parameter): { name: string; values: Record<string, string> }[] {
    return this.operation.parameters
      .filter((parameter) => parameter !== except && Array.isArray(parameter.schema.enum))
      .flatMap((parameter) =>
        validValues(this.contract, parameter)
          .filter(({ value }) => value !== String(parameter.example))
          .map(({ name, value }) => ({
            name: `${parameter.name}/${name}`,
            values: { [parameter.name]: value },
          })),
      );
  }

  /** Returns the example values of the required parameters. */
  examples(): Record<string, string> {
    const required = this.operation.parameters.filter((parameter) => parameter.required);
    return Object.fromEntries(required.map(({ name, example }) => [name, String(example)]));
  }
}

/** Formats parameter values for a case title, for example `limit="1"`. */
export function assignments(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' and ');
}

/** Returns the header that carries the token in this credential location. */
export function withToken(
  { header, scheme }: CredentialLocation,
  token = '{token:success}',
): Record<string, string> {
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

/** Expects an error with one of these codes. */
export function expectError(...codes: string[]): Expectation {
  return { kind: 'error', codes };
}
