import { ERROR_TEXTS, ERROR_WORDS, hasOrMisspells, hasUnreadRole } from '../lib/extensions.js';
import { contractRule } from '../lib/rule.js';
import { isText, listed, nearest, strings } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */
/** @import { Report } from '../lib/rule.js' */

const KEYS = ['category', ...Object.keys(ERROR_WORDS), 'since', ...ERROR_TEXTS];

/** MAJOR.MINOR.PATCH of https://semver.org, without the parts that a release does not have. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/u;

/** Every code says all that OpenAPI cannot, in the words of `spec/README.md`, "The extensions". */
export const xErrorComplete = contractRule((contract, report) => {
  checkCategories(contract, report);
  for (const schema of contract.schemas.values()) {
    const extension = schema.at('x-error');
    if (extension.present) {
      checkKeys(contract, report, extension);
      checkWait(contract, report, schema);
    } else if (!hasOrMisspells(schema.node, 'x-error')) {
      report(
        schema,
        `\`${schema.name}\` has no \`x-error\`. Add it with ${listed(KEYS, 'and')} in ${contract.show(schema)}.`,
      );
    }
  }
});

/**
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} extension
 */
function checkKeys(contract, report, extension) {
  const where = `\`x-error\` in ${contract.show(extension)}`;
  const unknown = Object.keys(extension.object).filter((key) => !KEYS.includes(key));
  const meant = unknown.map((key) => nearest(key, KEYS));
  for (const [index, key] of unknown.entries())
    report(
      extension.at(key).location.key(),
      `\`${key}\` is no key of \`x-error\`. ${meant[index] ? `Write \`${meant[index]}\` in` : 'Take it out of'} ${where}; the keys are ${listed(KEYS, 'and')}.`,
    );
  for (const key of KEYS) {
    const value = extension.at(key);
    if (!value.present) {
      if (!meant.includes(key))
        report(extension.location.key(), `\`${key}\` is missing. Add it to ${where}.`);
      continue;
    }
    const fault = faultOf(contract, key, value.node);
    if (fault) report(value, `\`${key}\` ${fault}: change it in ${where}.`);
  }
}

/**
 * The groups of the error page. The spec names them, in their order.
 * @param {Contract} contract
 * @param {Report} report
 */
function checkCategories(contract, report) {
  const { root } = contract;
  const categories = root.at('x-error-categories');
  const names = strings(categories.node);
  const fine = names.length > 0 && names.every(isText) && new Set(names).size === categories.entries().length;
  if (!fine && (categories.present || !hasOrMisspells(root.node, 'x-error-categories')))
    report(
      categories.present ? categories : root,
      `\`x-error-categories\` is the list of the groups of the error page, each once. Write it in ${contract.show(root)}.`,
    );
}

/**
 * @param {Contract} contract
 * @param {string} key
 * @param {unknown} value
 * @returns {string | undefined}
 */
function faultOf({ root }, key, value) {
  const current = root.at('info', 'version').node;
  const categories = strings(root.object['x-error-categories']);
  if (key === 'category' && categories.length > 0 && !categories.some((name) => name === value))
    return `is one of \`x-error-categories\`, ${listed(categories)}, not \`${value}\``;
  const words = Object.entries(ERROR_WORDS).find(([name]) => name === key)?.[1];
  if (words)
    return words.some((word) => word === value) ? undefined : `is ${listed(words)}, not \`${value}\``;
  if (key === 'since') {
    if (typeof value !== 'string' || !VERSION.test(value))
      return `is a version, MAJOR.MINOR.PATCH, not \`${value}\``;
    const newer = typeof current === 'string' && VERSION.test(current) && isNewer(value, current);
    return newer ? `is ${value}, but the contract (\`info.version\`) has only come to ${current}` : undefined;
  }
  if (!isText(value)) return 'is a text that says something';
  // The page's words for the meaning and the solution are no sentences; this one is ours.
  if (key === 'occurs' && !/[.!?]\s*$/u.test(value)) return 'is whole sentences, with a full stop at the end';
  return undefined;
}

/**
 * @param {string} version
 * @param {string} than
 */
function isNewer(version, than) {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const index = a?.findIndex((part, i) => part !== b?.[i]) ?? -1;
  return index >= 0 && (a?.[index] ?? 0) > (b?.[index] ?? 0);
}

/**
 * `retry: wait` and a field of role `wait` need each other.
 * @param {Contract} contract
 * @param {Report} report
 * @param {Place} schema
 */
function checkWait(contract, report, schema) {
  const properties = schema.at('properties').entries();
  const waits = properties
    .filter(([, property]) => property.object['x-role'] === 'wait')
    .map(([name]) => name);
  const retry = schema.at('x-error', 'retry');
  const where = `in ${contract.show(schema)}`;
  if (retry.node === 'wait' && waits.length !== 1 && !(waits.length === 0 && hasUnreadRole(schema)))
    report(
      retry,
      `\`retry: wait\` needs exactly one field that says how long, and there are ${waits.length}. ` +
        `Give one property \`x-role: wait\` ${where}, or change \`retry\`.`,
    );
  else if (
    retry.present &&
    retry.node !== 'wait' &&
    ERROR_WORDS.retry.some((word) => word === retry.node) &&
    waits.length > 0
  )
    report(
      schema.at('properties', waits[0] ?? '', 'x-role'),
      `\`${waits[0]}\` is the seconds to wait, but \`retry\` is \`${retry.node}\`. Write \`retry: wait\` or take the role out ${where}.`,
    );
}
