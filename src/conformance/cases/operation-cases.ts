/** Builds the requests and expectations of one operation, for all groups of cases. */
import type { Contract, CredentialLocation, ErrorEntry, Operation, Parameter } from '../../contract/model.ts';
import { headerTexts, pathText, requiredTexts } from '../../contract/parameter-text.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import { operationsAt } from '../../contract/router.ts';
import type { Trigger } from '../../contract/vocabulary.ts';
import type { BodyText, Case, CaseRequest, Expectation, Group, Strictness } from '../types.ts';
import { bodyVariants } from './body-variants.ts';
import { invalidValues, validValues } from './parameter-values.ts';

/** A path segment that no operation has. */
export const UNKNOWN_SEGMENT = 'no-such-endpoint';

/** How often an identical request is sent to find intermittent faults, up to one in every fifth request. */
const REPEATS = 6;

/** A text that a run replaces: a new UUID for each case. */
const UNIQUE = '{unique}';

/** Values of parameters by name. `undefined` leaves out the parameter. */
export type Values = Readonly<Record<string, ValueText | undefined>>;

/** The differences between the request of a case and the simplest valid request. */
export interface Change {
  method?: string;
  /** Replaces the operation's path. The request then has no query. */
  path?: string;
  /** Unknown names become query parameters. */
  values?: Values;
  headers?: Record<string, string>;
  /** Null sends no body. */
  body?: BodyText | null;
  /** The media type of the body. Null sends none. */
  mediaType?: string | null;
}

/** Creates cases, requests and expectations for one operation. */
export class OperationCases {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly limitParameter: Parameter | undefined;

  constructor(contract: Contract, operation: Operation) {
    this.contract = contract;
    this.operation = operation;
    this.limitParameter = operation.parameters.find(({ role }) => role === 'limit');
  }

  /** The credential location that takes precedence; undefined if the operation needs no token. */
  get primaryCredential(): CredentialLocation | undefined {
    return this.operation.credentials[0];
  }

  get otherCredentials(): readonly CredentialLocation[] {
    return this.operation.credentials.slice(1);
  }

  /** Whether the operation has the credentials of most operations. */
  get hasCommonCredentials(): boolean {
    return hasCredentialsOf(this.contract, this.operation);
  }

  /** The headers with a token that works at most operations. A path that no operation has needs such a token. */
  get commonToken(): Record<string, string> {
    return withToken(this.contract.credentials[0]);
  }

  /** The errors that the operation can return, in the order of the catalogue. */
  get entries(): ErrorEntry[] {
    const { codes } = this.operation;
    return this.contract.errors.filter(({ code, retired }) => codes.includes(code) && retired === undefined);
  }

  /** How often to send an identical request: a request that changes data is sent only once. */
  get repeats(): { repeat?: number } {
    return this.operation.safe ? { repeat: REPEATS } : {};
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
  request({ method, path, values = {}, headers, body, mediaType }: Change): CaseRequest {
    const { operation } = this;
    const texts = defined({ ...this.examples(), ...values });
    const elsewhere = new Set(
      operation.parameters.filter((parameter) => parameter.in !== 'query').map(({ name }) => name),
    );
    const joined = new Set(
      operation.parameters.filter(({ list }) => list?.explode === false).map(({ name }) => name),
    );
    const query = Object.fromEntries(
      Object.entries(texts)
        .filter(([name]) => !elsewhere.has(name))
        .map(([name, value]) => [name, joined.has(name) ? [value].flat().join(',') : value]),
    );
    // Another method has another meaning, so the body does not belong to it.
    const own = method === undefined ? this.#bodyText() : undefined;
    const sent = body === undefined ? own : (body ?? undefined);
    const type = mediaType === undefined ? operation.body?.mediaType : mediaType;
    return {
      method: method ?? operation.method,
      path: path ?? pathText(operation, texts),
      query: path === undefined ? query : {},
      headers: {
        ...(headers ?? withToken(this.primaryCredential)),
        ...headerTexts(operation, texts),
        ...(sent !== undefined && typeof type === 'string' && { 'Content-Type': type }),
      },
      ...(sent !== undefined && { body: sent }),
    };
  }

  #bodyText(): string | undefined {
    const { body } = this.operation;
    return body && JSON.stringify(body.example);
  }

  /** Returns the operation's path with these parameter values, percent-encoded. */
  path(values: Values = {}): string {
    return pathText(this.operation, defined({ ...this.examples(), ...values }));
  }

  /** Returns the values of those parameters that the operation has. */
  own(values: Readonly<Record<string, ValueText>>): Record<string, ValueText> {
    const names = new Set(this.operation.parameters.map(({ name }) => name));
    return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
  }

  /** Returns the operation's path with a fixed segment replaced, the last if possible; else a path longer than all others. */
  siblingPath(segment = UNKNOWN_SEGMENT): string {
    const template = this.operation.path.split('/');
    const own = this.path().split('/');
    const candidates = template
      .map((fixed, at) => (fixed !== '' && !fixed.startsWith('{') ? own.with(at, segment).join('/') : ''))
      .filter((path) => path !== '')
      .reverse();
    const depth = Math.max(...this.contract.operations.map(({ path }) => path.split('/').length));
    const longest = `${`/${UNKNOWN_SEGMENT}`.repeat(depth)}/${segment}`;
    return candidates.find((path) => this.isUnknown(path)) ?? longest;
  }

  /** Returns whether no operation has a path, with any method. */
  isUnknown(path: string): boolean {
    return operationsAt(this.contract, path.split('/').map(decodeURIComponent)).length === 0;
  }

  /**
   * @param values the values that the request changes
   * @param follow how many further pages to request
   */
  expectSuccess(values: Values = {}, follow?: number): Extract<Expectation, { kind: 'success' }> {
    const { successes } = this.operation;
    const asked = defined({ ...this.examples(), ...values });
    const most =
      this.limitParameter && Number(asked[this.limitParameter.name] ?? this.limitParameter.schema.default);
    const [status = 0, ...others] = successes.map((success) => success.status);
    return {
      kind: 'success',
      status: others.length === 0 ? status : [status, ...others],
      ...(most && { limit: most }),
      asked: Object.fromEntries(Object.entries(asked).filter(([, value]) => !isTemplate(value))),
      ...(follow !== undefined && { follow }),
    };
  }

  /** Expects a success of a request with other values: a resource with these values may not exist, or may exist already. */
  expectAccepted(values: Values = {}): Extract<Expectation, { kind: 'success' }> {
    const { body, parameters } = this.operation;
    const namesResource = body !== undefined || parameters.some((parameter) => parameter.in === 'path');
    const codes = this.entries.filter(({ trigger }) => trigger === 'state').map(({ code }) => code);
    return {
      ...this.expectSuccess(values),
      ...(namesResource && codes.length > 0 && { codes }),
    };
  }

  /** Returns the change to the request that provokes the error on any server, without a profile, if such a change exists. */
  natural(entry: ErrorEntry, credential = this.primaryCredential): Change | undefined {
    const headers = withToken(credential);
    const invalid = () => this.#invalid(entry.code, headers);
    const byTrigger: Partial<Record<Trigger, () => Change | undefined>> = {
      'token-missing': () =>
        credential && credential === this.primaryCredential ? { headers: {} } : undefined,
      'token-unknown': () => credential && { headers: withToken(credential, '{token:unknown}') },
      'path-unknown': () => ({
        path: this.siblingPath(),
        headers: this.hasCommonCredentials ? headers : this.commonToken,
      }),
      'parameter-invalid': invalid,
      'body-invalid': invalid,
    };
    return byTrigger[entry.trigger]?.();
  }

  /** Returns a request with a value that violates its schema, so that the server returns this code. */
  #invalid(code: string, headers: Record<string, string>): Change | undefined {
    const { parameters, body } = this.operation;
    const parameter = parameters.find(({ invalid }) => invalid === code);
    const [value] = parameter ? this.invalidValues(parameter) : [];
    if (parameter && value) return { values: { [parameter.name]: value.value }, headers };
    if (body?.invalid !== code) return undefined;
    const variant = bodyVariants(this.contract, body).find(({ isValid }) => !isValid);
    return variant && { body: JSON.stringify(variant.body), headers };
  }

  /** Returns the values of a parameter that the contract rejects. */
  invalidValues(parameter: Parameter) {
    return invalidValues(this.contract, parameter, this.operation.safe);
  }

  /** Returns the values of a parameter at the limits that the contract allows. */
  validValues(parameter: Parameter) {
    // Another value in the path of a request that changes data is another resource, which the profile does not name.
    return parameter.in === 'path' && !this.operation.safe ? [] : validValues(this.contract, parameter);
  }

  /** Returns each enum value of the parameters other than the example, one parameter at a time. */
  otherEnumValues(except?: Parameter): { name: string; values: Record<string, ValueText> }[] {
    return this.operation.parameters
      .filter((parameter) => parameter !== except && Array.isArray(parameter.schema.enum))
      .flatMap((parameter) =>
        this.validValues(parameter)
          .filter(({ value }) => value !== String(parameter.example))
          .map(({ name, value }) => ({
            name: `${parameter.name}/${name}`,
            values: { [parameter.name]: value },
          })),
      );
  }

  /** Returns the example values of the required parameters, and a new idempotency key. */
  examples(): Record<string, ValueText> {
    const key = this.operation.parameters.find(({ role }) => role === 'idempotency-key');
    return { ...requiredTexts(this.operation), ...(key && { [key.name]: UNIQUE }) };
  }
}

/** Returns whether a token is sent in the same places. */
export function hasCredentialsOf(
  one: Pick<Operation, 'credentials'>,
  { credentials }: Pick<Operation, 'credentials'>,
): boolean {
  return JSON.stringify(one.credentials) === JSON.stringify(credentials);
}

function defined(values: Values): Record<string, ValueText> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Returns whether a value has a placeholder, which a run replaces. */
function isTemplate(value: ValueText): boolean {
  return [value].flat().some((text) => /\{[A-Za-z][\w-]*\}/.test(text));
}

/** Formats parameter values for a case title, for example `limit="1"`. */
export function assignments(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' and ');
}

/** Returns the header that carries the token in this credential location; none without a location. */
export function withToken(
  credential: CredentialLocation | undefined,
  token = '{token:success}',
): Record<string, string> {
  if (!credential) return {};
  const { header, scheme } = credential;
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

/** Expects an error with one of these codes. */
export function expectError(...codes: string[]): Expectation {
  return { kind: 'error', codes };
}
