/** Versions of the contract, in the form MAJOR.MINOR.PATCH (https://semver.org). */
import type { Impact } from './types.ts';

/** The three numbers of a version. */
type Version = readonly [major: number, minor: number, patch: number];

/** Without a prefix or a suffix, as in `since` of the spec (spec/README.md). */
const FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** Returns the numbers of a version, or undefined if the text does not have the form MAJOR.MINOR.PATCH. */
export function versionOf(text: string): Version | undefined {
  const match = FORM.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Returns a number above 0 if `a` is newer, and below 0 if `b` is newer; undefined if one of them is not a version. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (!left || !right) return undefined;
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/**
 * Returns the version after a version. With 0.y.z, a breaking change raises y, as the version ranges of npm expect, and
 * every other change raises z (semver 4).
 *
 * @param impact omitted if nothing changed; the version then remains the same
 * @returns undefined if `version` does not have the form MAJOR.MINOR.PATCH
 */
export function nextVersion(version: string, impact: Impact | undefined): string | undefined {
  const numbers = versionOf(version);
  if (!numbers || impact === undefined) return numbers && version;
  const [major, minor, patch] = numbers;
  if (impact === 'patch' || (major === 0 && impact === 'feature')) return `${major}.${minor}.${patch + 1}`;
  return impact === 'feature' || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}
