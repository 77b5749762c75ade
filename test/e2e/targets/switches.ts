/** Parses the command line of the TypeScript servers: each argument is a set of switches. */

/**
 * Reads the arguments of this process.
 *
 * @param known the supported switches
 * @returns one set of switches for each argument; the set is empty for `none`
 * @throws if a switch is unknown, because a typo would silently disable a fault
 */
export function readSwitches<Name extends string>(known: readonly Name[]): Set<Name>[] {
  const isKnown = (name: string): name is Name => known.some((other) => other === name);
  return process.argv.slice(2).map((argument) => {
    const names = argument === 'none' ? [] : argument.split(',');
    const unknown = names.find((name) => !isKnown(name));
    if (unknown !== undefined)
      throw new Error(`Unknown switch "${unknown}". Use one of ${known.join(', ')}.`);
    return new Set(names.filter(isKnown));
  });
}
