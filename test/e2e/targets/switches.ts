/** The command line of a server in TypeScript: one set of switches an argument. */

/**
 * Reads the arguments of this process.
 *
 * @param known the names that there are
 * @returns for each argument its names, none for `none`
 * @throws where a name is unknown: a typo would leave a fault off, and its test would test nothing
 */
export function readSwitches<Name extends string>(known: readonly Name[]): Set<Name>[] {
  const isKnown = (name: string): name is Name => known.some((other) => other === name);
  return process.argv.slice(2).map((argument) => {
    const names = argument === 'none' ? [] : argument.split(',');
    const unknown = names.find((name) => !isKnown(name));
    if (unknown !== undefined) throw new Error(`there is no switch ${unknown}`);
    return new Set(names.filter(isKnown));
  });
}
