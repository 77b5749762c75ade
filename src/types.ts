/** The package's entry `./types`: the API's paths, operations and components, for those who bring their own client. */
export type * from '../generated/types.ts';
