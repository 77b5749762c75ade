/** Checks the content of a profile, as far as its JSON Schema cannot. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Contract, Parameter } from '../../contract/model.ts';
import { readParameter } from '../../contract/parameter-value.ts';
import { UserError } from '../../contract/user-error.ts';
import { suggestion } from '../../text/suggest.ts';
import { CODE_PLACEHOLDERS, placeholdersIn } from './placeholders.ts';
import type { Profile } from './profile.ts';
import type { NotProvoked, Provocation, Provoking, StateRequest } from './provocation.ts';

/** A profile is missing or invalid. The message says where and what to do. */
export class ProfileError extends UserError {
  override name = 'ProfileError';
}

type Given = Partial<Pick<Profile, 'headers' | 'tokens' | 'parameters' | 'provoke'>>;

type Placed = [at: string, provocation: Provocation | NotProvoked];

/** Returns each provocation of a profile that is no function, with its place. */
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
  for (const parameter of required) {
    const value = parameters[parameter.name];
    if (value === undefined || !('invalid' in readParameter(contract, parameter, value))) continue;
    throw new ProfileError(
      `The profile ${file} is invalid at parameters.${parameter.name}: the contract does not allow the value ${JSON.stringify(value)}.`,
    );
  }
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
}

/** Returns each request of a provocation, with its place, in the order in which they are sent. */
function requestsOf(at: string, { prepare = [], cleanup = [] }: Provocation): [string, StateRequest][] {
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
  for (const [at, provocation] of provocationsOf(profile)) {
    const known = new Set(CODE_PLACEHOLDERS);
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
    const { prepare, cleanup, ...texts } = provocation as Provocation;
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
    requests.filter((one) => !isFirst(one)).forEach(checkRequest);
  }
}

function urlFault(text: string): string | undefined {
  const filled = text.replace(/[{}]/g, '');
  if (!URL.canParse(filled)) return 'this is not a valid URL.';
  const { username, password } = new URL(filled);
  if (username || password)
    return 'a URL must not contain a user name or a password. Send them in a header: headers: { Authorization: { env: NAME } }.';
  return undefined;
}
