/** Validates the options of the tester as a library. The command validates its own options. */
import { UserError } from '../contract/user-error.ts';
import { suggestion } from '../text/suggest.ts';
import type { Options } from './library.ts';

/** An option is unknown, or its value has the wrong type. */
export class OptionError extends UserError {
  override name = 'OptionError';
}

/** A check, and the rest of the sentence "The option NAME must be". */
type Rule = readonly [isValid: (value: unknown) => boolean, must: string];

const isAbove = (least: number) => (value: unknown) => typeof value === 'number' && value >= least;

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const text: Rule = [isText, 'a string'];
const texts: Rule = [(value) => Array.isArray(value) && value.every(isText), 'an array of strings'];
const flag: Rule = [(value) => typeof value === 'boolean', 'true or false'];
const milliseconds: Rule = [isAbove(Number.MIN_VALUE), 'a number of milliseconds above 0'];
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

const RULES: { readonly [Name in keyof Required<Options>]: Rule } = {
  target: text,
  profile: [
    (value) => isText(value) || isObject(value),
    'the name of a built-in profile, the path of a file, or a profile',
  ],
  spec: text,
  only: texts,
  skip: texts,
  ids: texts,
  timeoutMs: milliseconds,
  concurrency: [(value) => isAbove(1)(value) && Number.isInteger(value), 'a whole number, 1 or more'],
  waitMs: [isAbove(0), 'a number of milliseconds, 0 or more'],
  deadlineMs: milliseconds,
  signal: [(value) => value instanceof AbortSignal, 'an AbortSignal'],
  headers: [
    (value) => isObject(value) && Object.values(value as object).every((field) => typeof field === 'string'),
    'an object with strings',
  ],
  strict: flag,
  requireAll: flag,
  requireObserved: texts,
  knownFailures: texts,
  bail: flag,
  insecure: flag,
  onResult: [(value) => typeof value === 'function', 'a function'],
};

/** @throws {OptionError} if an option is unknown, or its value has the wrong type */
export function checkOptions(options: unknown): void {
  if (!isObject(options)) throw new OptionError('The options must be an object with at least "target".');
  const names = Object.keys(RULES);
  for (const [name, value] of Object.entries(options as object)) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name as keyof Options] : undefined;
    if (!rule)
      throw new OptionError(
        `The option ${name} is unknown.${suggestion(name, names)} The options are ${names.join(', ')}.`,
      );
    const [isValid, must] = rule;
    if (value !== undefined && !isValid(value))
      throw new OptionError(`The option ${name} must be ${must}, not ${shown(value)}.`);
  }
}

/** Returns a value for a message. Only a number or text of a wrong type is shown; no such option is secret. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'this array';
  return typeof value === 'object' && value !== null ? 'this object' : String(value);
}
