/** Whether a release says what changed: its version, and the changelog. */
import type { Contract } from '../src/contract/types.ts';
import type { ContractDiff } from '../src/diff/types.ts';
import { versionOf } from '../src/diff/version.ts';

/** What a release is made of. */
export interface Release {
  contract: Contract;
  /** The `version` of package.json. */
  packageVersion: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** What changed since the last release; none before the first one. */
  diff?: ContractDiff;
}

/** What a section of the changelog is for codes. */
const CODES = /^### Codes$/;

/** What has to be mended before the release, each in a sentence that says how. */
export function releaseFaults({ contract, packageVersion, changelog, diff }: Release): string[] {
  const { version } = contract;
  const faults: string[] = [];
  if (!versionOf(version)) {
    faults.push(`info.version in spec/openapi.yaml is ${version}, which is no MAJOR.MINOR.PATCH.`);
  }
  if (packageVersion !== version) {
    faults.push(
      `package.json has the version ${packageVersion}, and info.version in spec/openapi.yaml is ${version}: give both the same.`,
    );
  }
  if (diff?.sufficient === false) {
    faults.push(
      `The version ${version} is too low: since ${diff.old.version} there are ${toldImpact(diff)}, which need ${diff.proposed} or more. Raise info.version in spec/openapi.yaml and version in package.json.`,
    );
  }
  faults.push(...sinceFaults(contract, diff), ...changelogFaults(contract, changelog, diff));
  return faults;
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

function changelogFaults(
  { errors, version }: Contract,
  changelog: string,
  diff: ContractDiff | undefined,
): string[] {
  const section = sectionOf(changelog, version);
  if (section === undefined) return [`CHANGELOG.md has no section "## ${version}": write one.`];
  const text = section.filter((line) => line.trim() !== '');
  if (text.length === 0) return [`The section "## ${version}" of CHANGELOG.md is empty: write what changed.`];
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

/** The changelog with a date where it says that a version is not released. */
export function dated(changelog: string, version: string, date: string): string {
  return changelog
    .split('\n')
    .map((line) => (line === `## ${version} (unreleased)` ? `## ${version} (${date})` : line))
    .join('\n');
}
