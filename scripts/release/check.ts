/** Checks that the version and the changelog of a release describe the changes since the last release. */
import type { Contract } from '../../src/contract/model.ts';
import type { ContractDiff } from '../../src/diff/types.ts';
import { versionOf } from '../../src/diff/version.ts';

/** The parts of a release that are checked. */
export interface Release {
  contract: Contract;
  /** The `version` of package.json. */
  packageVersion: string;
  /** The version of the package in package-lock.json; omitted if the file does not exist. */
  lockVersion?: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** The changes since the last release; omitted before the first release. */
  diff?: ContractDiff;
}

/** The heading of the changelog's list of codes. */
const CODES = /^### Codes$/;

/** Returns the faults to fix before the release. Each says how to fix it. */
export function releaseFaults(release: Release): string[] {
  const { contract, packageVersion, lockVersion, changelog, diff } = release;
  const { version } = contract;
  const faults: string[] = [];
  if (!versionOf(version)) {
    faults.push(`info.version in spec/openapi.yaml must have the form MAJOR.MINOR.PATCH, not ${version}.`);
  } else if (diff && diff.sufficient !== true) {
    faults.push(tooLow(version, diff));
  }
  if (packageVersion !== version) {
    faults.push(
      `package.json has the version ${packageVersion}, but info.version in spec/openapi.yaml is ${version}. Make them equal.`,
    );
  }
  if (lockVersion !== undefined && lockVersion !== version) {
    faults.push(
      `package-lock.json has the version ${lockVersion}, but info.version in spec/openapi.yaml is ${version}. Set the version in package.json, then run npm install --package-lock-only.`,
    );
  }
  faults.push(...sinceFaults(contract, diff), ...changelogFaults(contract, changelog, diff));
  return faults;
}

/** Explains why a version is too low for the changes. */
function tooLow(version: string, diff: ContractDiff): string {
  const raise = 'Raise info.version in spec/openapi.yaml and version in package.json.';
  const { old, impact, proposed } = diff;
  if (proposed === undefined) {
    return `Cannot check that ${version} is high enough: the version of the last release is ${old.version}, which does not have the form MAJOR.MINOR.PATCH.`;
  }
  if (impact === undefined)
    return `The version ${version} is lower than the last release ${old.version}. ${raise}`;
  return `The version ${version} is too low: the ${changesOf(diff)} since ${old.version} require ${proposed} or higher. ${raise}`;
}

function changesOf({ impact }: ContractDiff): string {
  return impact === 'breaking' ? 'breaking changes' : impact === 'feature' ? 'new features' : 'changes';
}

/** Checks that the `since` of each new code is the version of this release. */
function sinceFaults({ errors, version }: Contract, diff: ContractDiff | undefined): string[] {
  const added = codesOf(diff, 'code-added');
  return errors
    .filter(({ code, since }) => added.includes(code) && since !== version)
    .map(
      ({ code, since }) =>
        `${code} is new in ${version}, but x-error.since of the code is ${since}. Change it to ${version}.`,
    );
}

function changelogFaults(contract: Contract, changelog: string, diff: ContractDiff | undefined): string[] {
  const { version } = contract;
  const section = sectionOf(withoutComments(changelog), version);
  if (section === undefined) return [`CHANGELOG.md has no section "## ${version}". Add one.`];
  if (!section.some(isText))
    return [`The section "## ${version}" of CHANGELOG.md is empty. Describe the changes.`];
  return [...codeFaults(contract, section, diff), ...breakingFaults(contract, section, diff)];
}

/** Removes HTML comments. An unclosed comment extends to the end of the file (CommonMark 0.31.2, 4.6). */
function withoutComments(changelog: string): string {
  return changelog.replace(/<!--[\s\S]*?-->|^ {0,3}<!--(?![\s\S]*-->)[\s\S]*/gm, '');
}

/** Returns whether a line has text: not a heading, a rule or an empty bullet. */
function isText(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !/^ {0,3}#{1,6}(?:\s|$)/.test(line);
}

/** Checks that "### Codes" names each code that was added or removed. */
function codeFaults(
  { errors, version }: Contract,
  section: readonly string[],
  diff: ContractDiff | undefined,
): string[] {
  const start = section.findIndex((line) => CODES.test(line));
  const rest = start === -1 ? [] : section.slice(start + 1);
  const end = rest.findIndex((line) => /^#{1,3} /.test(line));
  const named = new Set((end === -1 ? rest : rest.slice(0, end)).join('\n').match(/\w+/g) ?? []);
  // Before the first release, all codes are new.
  const required = diff
    ? [
        ...codesOf(diff, 'code-added').map((code) => [code, 'new'] as const),
        ...codesOf(diff, 'code-removed').map((code) => [code, 'removed'] as const),
      ]
    : errors.map(({ code }) => [code, 'new'] as const);
  return required
    .filter(([code]) => !named.has(code))
    .map(
      ([code, state]) =>
        `${code} is ${state} in ${version}, but CHANGELOG.md does not name it under "### Codes" of "## ${version}". Add a line there.`,
    );
}

/** Checks that the section names each part with a breaking change, or the error code that the part belongs to. */
function breakingFaults(
  { errors, version }: Contract,
  section: readonly string[],
  diff: ContractDiff | undefined,
): string[] {
  const codes = errors.map(({ code }) => code);
  const text = section.join('\n');
  const missing = (diff?.changes ?? [])
    // codeFaults checks removed codes.
    .filter(
      ({ impact, kind, accepted }) =>
        impact === 'breaking' && kind !== 'code-removed' && accepted === undefined,
    )
    .flatMap(({ subject }) => {
      const path = pathOf(subject);
      const isNamed = path.some(
        (name, index) => (index === path.length - 1 || codes.includes(name)) && names(text, name),
      );
      return isNamed ? [] : path.slice(-1);
    });
  if (missing.length === 0) return [];
  return [
    `CHANGELOG.md does not name these breaking changes under "## ${version}": ${[...new Set(missing)].join(', ')}. Add a line for each.`,
  ];
}

/**
 * Subjects that a changelog can name: a code, a field of a code, of `data` or of an envelope, a parameter, a header, an
 * operation. Other subjects (the token, the base path, a status, a place in the document) have no name to look for.
 */
const NAMED =
  /^(?:the header (\S+) of .+|(?:the success of |\w+ parameter |status \d+ envelope\.|request body of )?([\w.[\]-]+))$/;

/** Returns the names in a subject, the outermost first; an empty list if the subject has no name. */
function pathOf(subject: string): string[] {
  const [, header, path = ''] = NAMED.exec(subject) ?? [];
  if (header !== undefined) return [header];
  return path
    .replaceAll('[]', '')
    .split('.')
    .filter((name) => name !== '');
}

/** Returns whether a text contains a name as a whole word. */
function names(text: string, name: string): boolean {
  const literally = name.replace(/\W/g, '\\$&');
  return new RegExp(`(?<!\\w)${literally}(?!\\w)`).test(text);
}

/** Returns the lines of a version's section without the heading. Any text may follow the version in the heading. */
function sectionOf(changelog: string, version: string): string[] | undefined {
  const lines = changelog.split(/\r?\n/);
  const start = lines.findIndex((line) => line === `## ${version}` || line.startsWith(`## ${version} `));
  if (start === -1) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^##? /.test(line));
  return end === -1 ? rest : rest.slice(0, end);
}

function codesOf(diff: ContractDiff | undefined, kind: 'code-added' | 'code-removed'): string[] {
  return (diff?.changes ?? []).filter((change) => change.kind === kind).map(({ subject }) => subject);
}

/** Replaces "(unreleased)" in the heading of a version with a date. Line endings are kept. */
export function dated(changelog: string, version: string, date: string): string {
  return changelog
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      const isOpen = line.trimEnd().toLowerCase() === `## ${version} (unreleased)`;
      return isOpen ? `## ${version} (${date})${end}` : line;
    })
    .join('\n');
}
