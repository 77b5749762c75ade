import { type Contract, isRetired } from '../contract.ts';
import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';

/** MAJOR.MINOR.PATCH of https://semver.org, without pre-release and build. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/u;

/** The versions of a code are in order, none of them is in the future, and the replacement of a code is a current code. */
export const errorHistory = contractRule((contract, report) => {
  for (const code of contract.codes) {
    if (!code.at('x-error').present) continue;
    checkVersions(report, code, contract);
    checkReplacement(report, code, contract);
  }
});

function checkVersions(report: Report, code: Place, { root }: Contract): void {
  const error = code.at('x-error');
  const current = root.at('info', 'version').node;
  const changes = error.at('changes').values();
  const versions = [error.at('since'), ...changes.map((entry) => entry.at('version')), error.at('retired')];
  let earlier: Place | undefined;
  for (const version of versions.filter(({ present }) => present)) {
    const { name } = version;
    if (!VERSION.test(String(version.node)))
      report(version, `\`${name}\` must be a version of the contract, MAJOR.MINOR.PATCH.`);
    else if (isLater(version.node, current))
      report(version, `\`${name}\` is later than \`info.version\` (${current}). Change one of them.`);
    else if (isLater(earlier?.node ?? version.node, version.node))
      report(
        version,
        `\`${name}\` (${version.node}) is earlier than \`${earlier?.name}\` (${earlier?.node}). Write the versions in the order \`since\`, \`changes\`, \`retired\`, each list with the oldest first.`,
      );
    earlier = version;
  }
}

function checkReplacement(report: Report, code: Place, { codes, codeNames }: Contract): void {
  const replacement = code.at('x-error', 'replaced-by');
  if (!replacement.present) return;
  const target = codes.find(({ name }) => name === replacement.node);
  const others = codeNames.filter((name) => name !== code.name);
  if (target && isRetired(target))
    report(
      replacement,
      `\`${replacement.node}\` is retired, so it cannot replace \`${code.name}\`. Write a code that the API returns.`,
    );
  else if (!others.some((name) => name === replacement.node))
    report(
      replacement,
      `\`replaced-by\` must name another code, not \`${replacement.node}\`. Write one of ${listed(others, 'or')}.`,
    );
}

function isLater(one: unknown, other: unknown): boolean {
  return String(one).localeCompare(String(other), 'en', { numeric: true }) > 0;
}
