/** The error catalogue: the codes of the contract in a form that every language can read (generated/errors.json). */
import type { Contract, ErrorEntry } from './model.ts';

/** One code of the catalogue. */
export interface CatalogueEntry extends Omit<ErrorEntry, 'pointer'> {
  /** The operations that can return the code, by `operationId`. */
  operations: string[];
  /** The fragment of the URL of the code's section in the docs, without the `#`. */
  fragment: string;
}

export interface Catalogue {
  title: string;
  version: string;
  /** The test token for which the sandbox returns a success. */
  successToken: string;
  errors: CatalogueEntry[];
}

/** The heading in the docs above the sections of the codes. */
export const REFERENCE_HEADING = 'Error codes';

/** Returns the catalogue of a contract, with the codes in the order of the error page. */
export function catalogueOf(contract: Contract): Catalogue {
  return {
    title: contract.title,
    version: contract.version,
    successToken: contract.sandbox.successToken,
    errors: contract.errors.map(({ pointer: _, ...entry }) => ({
      ...entry,
      operations: contract.operations.filter(({ codes }) => codes.includes(entry.code)).map(({ id }) => id),
      fragment: `section/${slug(REFERENCE_HEADING)}/${slug(entry.code)}`,
    })),
  };
}

/** Returns the part of a fragment for a heading, as Redoc writes it. */
function slug(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}
