/** Checks the content of a profile, as far as its JSON Schema cannot. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Json } from '../../contract/document.ts';
import type { Contract, Operation, Parameter } from '../../contract/model.ts';
import { readParameter, type ValueText } from '../../contract/parameter-value.ts';
import { operationOf } from '../../contract/read.ts';
import { UserError } from '../../contract/user-error.ts';
import { suggestion } from '../../text/suggest.ts';
import { withoutPlaceholders } from '../cases/schema-samples.ts';
import { SchemaChecker } from '../checks/schema.ts';
import { CODE_PLACEHOLDERS, placeholdersIn, UNIQUE_PLACEHOLDER } from './placeholders.ts';
import type { Profile } from './profile.ts';
import type { NotProvoked, OperationRequests, Provocation, Provoking, StateRequest } from './provocation.ts';

/** A profile is missing or invalid. The message says where and what to do. */
export class ProfileError extends UserError {
  override name = 'ProfileError';
}

type Given = Partial<Pick<Profile, 'headers' | 'tokens' | 'parameters' | 'operations' | 'provoke'>>;

type Placed = [at: string, provocation: Provocation | NotProvoked];

/** Returns each provocation of a profile that is not a function, with its place. */
function provocationsOf({ provoke = {} }: Given): Placed[] {
  return Object.entries(provoke).flatMap(([code, { operations = {}, ...general }]) => [
    ...placed(`provoke.${code}`, general as Provoking),
    ...Object.entries(operations).flatMap(([id, own]) => placed(`provoke.${code}.operations.${id}`, own)),
  ]);
}

function placed(at: string, provoking: Provoking): Placed[] {
  return 'call' in provoking ? [] : [[at, provoking]];
}

/** @throws {ProfileError} if the contract lacks a code, an operation or a parameter that the profile names */
export function checkNames(contract: Contract, profile: Given, file: string): void {
  const check = (at: string, kind: string, names: readonly string[], known: readonly string[]) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    throw new ProfileError(
      `The profile ${file} is invalid at ${at}: there is no ${kind} ${unknown}.${suggestion(unknown, known)} The ${kind}s are ${known.join(', ')}.`,
    );
  };
  const { parameters = {}, provoke = {} } = profile;
  const codes = contract.errors.map(({ code }) => code);
  const operations = contract.operations.map(({ id }) => id);
  const all = contract.operations.flatMap((operation) => operation.parameters);
  const namesOf = (of: readonly Parameter[]) => [...new Set(of.map(({ name }) => name))];
  check(
    'provoke',
    'code',
    Object.keys(provoke).filter((code) => code !== 'default'),
    codes,
  );
  for (const [code, entry] of Object.entries(provoke))
    check(`provoke.${code}.operations`, 'operation', Object.keys(entry.operations ?? {}), operations);
  for (const [at, provocation] of provocationsOf(profile)) {
    if ('skip' in provocation) continue;
    check(`${at}.parameters`, 'parameter', Object.keys(provocation.parameters ?? {}), namesOf(all));
  }
  const required = all.filter((parameter) => parameter.required);
  check('parameters', 'required parameter', Object.keys(parameters), namesOf(required));
  for (const parameter of required)
    checkValue(contract, parameter, parameters[parameter.name], `parameters.${parameter.name}`, file);
  const { operations: requests = {} } = profile;
  check('operations', 'operation', Object.keys(requests), operations);
  for (const [id, { parameters: values = {} }] of Object.entries(requests)) {
    const own = operationOf(contract, id).parameters.filter((parameter) => parameter.required);
    const at = `operations.${id}.parameters`;
    check(at, 'required parameter', Object.keys(values), namesOf(own));
    for (const parameter of own)
      checkValue(contract, parameter, values[parameter.name], `${at}.${parameter.name}`, file);
  }
}

/** @throws {ProfileError} if the contract does not allow the value; a run replaces the placeholders in it */
function checkValue(
  contract: Contract,
  parameter: Parameter,
  value: ValueText | undefined,
  at: string,
  file: string,
): void {
  if (value === undefined || placeholdersIn(value).length > 0) return;
  const isList = Array.isArray(value);
  if ((!isList || parameter.list) && !('invalid' in readParameter(contract, parameter, value))) return;
  const shown = JSON.stringify(value);
  throw new ProfileError(
    `The profile ${file} is invalid at ${at}: the contract does not allow the ${isList ? 'list' : 'value'} ${shown}.`,
  );
}

/** @throws {ProfileError} if a body violates its schema, or if its operation has no body */
export function checkBodies(contract: Contract, { operations = {} }: Given, file: string): void {
  for (const [id, { body: value }] of Object.entries(operations)) {
    if (value === undefined) continue;
    const at = `operations.${id}.body`;
    const { body } = operationOf(contract, id);
    const fault = body ? bodyFault(contract, body, value) : `${id} has no request body. Remove the key.`;
    if (fault !== undefined) throw new ProfileError(`The profile ${file} is invalid at ${at}: ${fault}`);
  }
}

function bodyFault(
  { document }: Contract,
  { schemaPointer }: NonNullable<Operation['body']>,
  value: Json,
): string | undefined {
  const filled = withoutPlaceholders(document, { $ref: schemaPointer }, value);
  const [first] = SchemaChecker.of(document).faults(schemaPointer, filled);
  if (!first) return undefined;
  const place = first.at.split('/').slice(1).join('.');
  return `${place === '' ? 'it' : place} ${first.problem}.`;
}

/**
 * @throws {ProfileError} if a token or a header cannot be sent; the message does not contain the value, which may be a
 * secret
 */
export function checkHeaders(profile: Given, file: string): void {
  const check = (at: string, values: object) => {
    for (const [name, value] of Object.entries(values)) {
      try {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      } catch (cause) {
        const part = (cause as NodeJS.ErrnoException).code === 'ERR_INVALID_HTTP_TOKEN' ? 'name' : 'value';
        throw new ProfileError(
          `The profile ${file} is invalid at ${at}.${name}: this is not a valid ${part} of an HTTP header.`,
          { cause },
        );
      }
    }
  };
  check('headers', profile.headers ?? {});
  check('tokens', profile.tokens ?? {});
  for (const [at, provocation] of provocationsOf(profile)) {
    if ('skip' in provocation) continue;
    check(at, provocation.token === undefined ? {} : { token: provocation.token });
    check(`${at}.headers`, provocation.headers ?? {});
    for (const [place, request] of requestsOf(at, provocation))
      check(`${place}.headers`, request.headers ?? {});
  }
  for (const [id, own] of Object.entries(profile.operations ?? {})) {
    const at = `operations.${id}`;
    check(at, own.token === undefined ? {} : { token: own.token });
    for (const [place, request] of requestsOf(at, own)) check(`${place}.headers`, request.headers ?? {});
  }
}

type Requests = Pick<Provocation, 'prepare' | 'cleanup'>;

/** Returns each request of a provocation or an operation, with its place, in the order in which they are sent. */
function requestsOf(at: string, { prepare = [], cleanup = [] }: Requests): [string, StateRequest][] {
  const list = (key: string, requests: StateRequest | readonly StateRequest[]) =>
    Array.isArray(requests)
      ? requests.map((request, index): [string, StateRequest] => [`${at}.${key}.${index}`, request])
      : [[`${at}.${key}`, requests] as [string, StateRequest]];
  return [...list('prepare', prepare), ...list('cleanup', cleanup)];
}

/** @throws {ProfileError} if a text has a placeholder that has no value, or if a URL is invalid */
export function checkRequests(profile: Given, file: string): void {
  const refuse = (at: string, sentence: string) => {
    throw new ProfileError(`The profile ${file} is invalid at ${at}: ${sentence}`);
  };
  const operations = Object.entries(profile.operations ?? {});
  const captured = operations.flatMap(([, own]) => capturedBy(own));
  const inProvocations = [...CODE_PLACEHOLDERS, UNIQUE_PLACEHOLDER, ...captured];
  const all: [at: string, texts: Provocation | NotProvoked | OperationRequests, names: readonly string[]][] =
    [
      ...provocationsOf(profile).map(([at, one]): [string, typeof one, string[]] => [
        at,
        one,
        inProvocations,
      ]),
      ...operations.map(([id, own]): [string, typeof own, string[]] => [
        `operations.${id}`,
        own,
        [UNIQUE_PLACEHOLDER],
      ]),
    ];
  for (const [at, provocation, names] of all) {
    const known = new Set(names);
    const check = (place: string, value: unknown) => {
      const unknown = placeholdersIn(value).find((name) => !known.has(name));
      if (unknown === undefined) return;
      const names = [...known];
      const list = names.map((name) => `{${name}}`).join(', ');
      refuse(
        place,
        `the placeholder {${unknown}} has no value here.${suggestion(unknown, names)} The placeholders here are ${list}. For a plain {, write {{.`,
      );
    };
    const { prepare, cleanup, capture = {}, ...texts } = provocation as Provocation & OperationRequests;
    const requests = requestsOf(at, { ...(prepare && { prepare }), ...(cleanup && { cleanup }) });
    const isFirst = ([place]: [string, StateRequest]) => place.startsWith(`${at}.prepare`);
    const checkRequest = ([place, { capture = {}, ...request }]: [string, StateRequest]) => {
      for (const [key, value] of Object.entries(request)) check(`${place}.${key}`, value);
      for (const name of Object.keys(capture)) known.add(name);
      const fault = request.url === undefined ? undefined : urlFault(request.url);
      if (fault) refuse(`${place}.url`, fault);
    };
    requests.filter(isFirst).forEach(checkRequest);
    for (const [key, value] of Object.entries(texts)) check(`${at}.${key}`, value);
    for (const name of Object.keys(capture)) known.add(name);
    requests.filter((one) => !isFirst(one)).forEach(checkRequest);
  }
}

/** Returns the names of the values that the requests of an operation capture. */
function capturedBy({ prepare = [], capture = {} }: OperationRequests): string[] {
  const requests = [prepare].flat();
  return [...requests.flatMap((request) => Object.keys(request.capture ?? {})), ...Object.keys(capture)];
}

function urlFault(text: string): string | undefined {
  const filled = text.replace(/[{}]/g, '');
  if (!URL.canParse(filled)) return 'this is not a valid URL.';
  const { username, password } = new URL(filled);
  if (username || password)
    return 'a URL must not contain a user name or a password. Send them in a header: headers: { Authorization: { env: NAME } }.';
  return undefined;
}
