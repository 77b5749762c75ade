import type { Operation } from './types.ts';

/** The path of an operation, relative to the base path, with the example value of each of its parameters. */
export function examplePath({ path, parameters }: Operation): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parameters.find((parameter) => parameter.name === name)?.example ?? '')),
  );
}
