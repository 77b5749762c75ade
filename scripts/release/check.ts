/** Whether a release says what changed: its version, and the changelog. */
import type { Contract } from '../../src/contract/model.ts';
import type { ContractDiff } from '../../src/diff/types.ts';
import { versionOf } from '../../src/diff/version.ts';

/** What a release is made of. */
export interface Release {
  contract: Contract;
  /** The `version` of package.json. */
  packageVersion: string;
  /** The version of the package in package-lock.json; none where there is no such file. */
  lockVersion?: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** What changed since the last release; none before the first one. */
  diff?: ContractDiff;
}

/** What a section of the changelog is for codes. */
const CODES = /^### Codes$/;

/** What has to be mended before the release, each in a sentence that says how. */
export function releaseFaults(release: Release): string[] {
  const { contract, packageVersion, lockVersion, changelog, diff } = release;
  const { version } = contract;
  const faults: string[] = [];
  if (!versionOf(version)) {
    faults.push(`info.version in spec/openapi.yaml is ${version}, which is no MAJOR.MINOR.PATCH.`);
  } else if (diff && diff.sufficient !== true) {
    faults.push(tooLow(version, diff));
  }
  if (packageVersion !== version) {
    faults.push(
      `package.json has the version ${packageVersion}, and info.version in spec/openapi.yaml is ${version}: give both the same.`,
    );
  }
  if (lockVersion !== undefined && lockVersion !== version) {
    faults.push(
      `package-lock.json has the version ${lockVersion}, and info.version in spec/openapi.yaml is ${version}: when package.json has it, run npm install --package-lock-only.`,
    );
  }
  faults.push(...sinceFaults(contract, diff), ...changelogFaults(contract, changelog, diff));
  return faults;
}

/** Why a version does not say what changed. */
function tooLow(version: string, diff: ContractDiff): string {
  const raise = 'Raise info.version in spec/openapi.yaml and version in package.json.';
  const { old, impact, proposed } = diff;
  if (proposed === undefined) {
    return `Whether ${version} is high enough cannot be said: the last release calls itself ${old.version}, which is no MAJOR.MINOR.PATCH.`;
  }
  if (impact === undefined)
    return `The version ${version} is lower than the last release ${old.version}. ${raise}`;
  return `The version ${version} is too low: since ${old.version} there are ${toldImpact(diff)}, which need ${proposed} or more. ${raise}`;
}

function toldImpact({ impact }: ContractDiff): string {
  return impact === 'breaking' ? 'breaking changes' : impact === 'feature' ? 'new features' : 'changes';
}

/** A code says since when it is there. */
function sinceFaults({ errors, version }: Contract, diff: ContractDiff | undefined): string[] {
  const added = codesOf(diff, 'code-added');
  return errors
    .filter(({ code, since }) => added.includes(code) && since !== version)
    .map(
      ({ code, since }) =>
        `${code} is new in ${version}, and its x-error.since says ${since}: write ${version}.`,
    );
}

function changelogFaults(contract: Contract, changelog: string, diff: ContractDiff | undefined): string[] {
  const { version } = contract;
  const section = sectionOf(withoutComments(changelog), version);
  if (section === undefined) return [`CHANGELOG.md has no section "## ${version}": write one.`];
  if (!section.some(isText))
    return [`The section "## ${version}" of CHANGELOG.md is empty: write what changed.`];
  return [...codeFaults(contract, section, diff), ...breakingFaults(contract, section, diff)];
}

/** A changelog as its readers see it. A comment that nothing ends goes to the end (CommonMark 0.31.2, 4.6). */
function withoutComments(changelog: string): string {
  return changelog.replace(/<!--[\s\S]*?-->|^ {0,3}<!--(?![\s\S]*-->)[\s\S]*/gm, '');
}

/** A line that says something: no heading, no rule, no bullet without a word. */
function isText(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !/^ {0,3}#{1,6}(?:\s|$)/.test(line);
}

/** A code that comes or goes is named under "### Codes". */
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
  const said = diff
    ? [
        ...codesOf(diff, 'code-added').map((code) => [code, 'new'] as const),
        ...codesOf(diff, 'code-removed').map((code) => [code, 'gone'] as const),
      ]
    : errors.map(({ code }) => [code, 'new'] as const);
  return said
    .filter(([code]) => !named.has(code))
    .map(
      ([code, what]) =>
        `${code} is ${what} in ${version}, and CHANGELOG.md does not name it under "### Codes" of "## ${version}": add a line there.`,
    );
}

/** What breaks is named somewhere in the section: by itself, or by the code that it belongs to. */
function breakingFaults(
  { errors, version }: Contract,
  section: readonly string[],
  diff: ContractDiff | undefined,
): string[] {
  const codes = errors.map(({ code }) => code);
  const text = section.join('\n');
  const missing = (diff?.changes ?? [])
    // A code that is gone is asked for under "### Codes".
    .filter(({ impact, kind }) => impact === 'breaking' && kind !== 'code-removed')
    .flatMap(({ subject }) => {
      const path = pathOf(subject);
      const isNamed = path.some(
        (name, index) => (index === path.length - 1 || codes.includes(name)) && names(text, name),
      );
      return isNamed ? [] : path.slice(-1);
    });
  if (missing.length === 0) return [];
  return [
    `CHANGELOG.md does not name what breaks under "## ${version}": ${[...new Set(missing)].join(', ')}. Add a line for each.`,
  ];
}

/**
 * Subjects with a name that people know: a code, a field below one or below `data` or an envelope, a parameter, a
 * header, an operation. The others (the token, the base path, a status, a place in the document) are told in words.
 */
const NAMED =
  /^(?:the header (\S+) of .+|(?:the success of |\w+ parameter |status \d+ envelope\.)?([\w.[\]-]+))$/;

/** The names in a subject, the outermost first; none where it has no name. */
function pathOf(subject: string): string[] {
  const [, header, path = ''] = NAMED.exec(subject) ?? [];
  if (header !== undefined) return [header];
  return path
    .replaceAll('[]', '')
    .split('.')
    .filter((name) => name !== '');
}

/** Whether a text has a name as a word of its own. */
function names(text: string, name: string): boolean {
  const literally = name.replace(/\W/g, '\\$&');
  return new RegExp(`(?<!\\w)${literally}(?!\\w)`).test(text);
}

/** The lines of a version's section, without its heading; whatever stands behind the version there (a date) is free. */
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

/** The changelog with a date where it says that a version is not released. The ends of its lines stay. */
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
