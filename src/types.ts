/** The package's entry `./types`: the paths, operations and components of the API, for use with another client. */
export type * from '../generated/types.ts';
