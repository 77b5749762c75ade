/** Checks the content of a profile, as far as its JSON Schema cannot. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../contract/document.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { readParameter } from '../../contract/parameter-value.ts';
import { UserError } from '../../contract/user-error.ts';
import { suggestion } from '../../text/suggest.ts';
import type { Profile } from './profile.ts';
import type { NotProvoked, Provocation } from './provocation.ts';

/** A profile is missing or invalid. The message says where and what to do. */
export class ProfileError extends UserError {
  override name = 'ProfileError';
}

type Given = Partial<Pick<Profile, 'headers' | 'tokens' | 'parameters' | 'provoke'>>;

/** Returns each provocation of a profile, with its place. */
function provocationsOf({ provoke = {} }: Given): [at: string, provocation: Provocation | NotProvoked][] {
  return Object.entries(provoke)
    .flatMap(([code, { operations = {}, ...general }]) => [
      [`provoke.${code}`, general as Provocation | NotProvoked] as const,
      ...Object.entries(operations).map(([id, own]) => [`provoke.${code}.operations.${id}`, own] as const),
    ])
    .map(([at, provocation]) => [at, provocation]);
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
    check(`${at}.prepare.headers`, provocation.prepare?.headers ?? {});
  }
}

/** Describes the deepest error, because in a choice that is the error of the branch that the value matches best. */
export function describe(errors: readonly ErrorObject[]): string {
  const [error] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const at = error?.instancePath.slice(1).replaceAll('/', '.') || 'the top level';
  if (error?.keyword === 'additionalProperties') {
    const known = isObject(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    const keys = known.length > 0 ? ` The keys are ${known.join(', ')}.` : '';
    const key = String(error.params.additionalProperty);
    return `at ${at}: the key ${key} is unknown.${suggestion(key, known)}${keys}`;
  }
  if (error?.keyword === 'false schema') return `at ${at}: this key is not allowed here.`;
  if (error?.keyword === 'required') return `at ${at}: the key ${error.params.missingProperty} is missing.`;
  if (error?.keyword === 'oneOf' || error?.keyword === 'type') {
    const secret = error.schemaPath.includes('secret');
    if (secret) return `at ${at}: it must be a string, or {env: NAME} for an environment variable.`;
  }
  return `at ${at}: it ${error?.message}.`;
}
