/** Versions of the contract: MAJOR.MINOR.PATCH, as https://semver.org has them. */
import type { Impact } from './types.ts';

/** The three numbers of a version. */
type Version = readonly [major: number, minor: number, patch: number];

/** Nothing in front, nothing behind: the spec's `since` has no other form either (spec/README.md). */
const FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** @returns undefined where the text is no MAJOR.MINOR.PATCH */
export function versionOf(text: string): Version | undefined {
  const match = FORM.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/**
 * Which of two versions is newer.
 *
 * @returns above 0 where `a` is, below 0 where `b` is; undefined where one of them is none
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (!left || !right) return undefined;
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/**
 * The version after this one.
 *
 * A 0.y.z promises nothing yet (semver 4): what breaks raises y, as the ranges of npm take it, and all else raises z.
 *
 * @param impact none where nothing changed: then the version stays
 * @returns undefined where `version` is no MAJOR.MINOR.PATCH
 */
export function nextVersion(version: string, impact: Impact | undefined): string | undefined {
  const numbers = versionOf(version);
  if (!numbers || impact === undefined) return numbers && version;
  const [major, minor, patch] = numbers;
  if (impact === 'patch' || (major === 0 && impact === 'feature')) return `${major}.${minor}.${patch + 1}`;
  return impact === 'feature' || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}
