/** The error catalogue: the contract's codes in a form that any language reads (generated/errors.json). */
import type { Contract, ErrorEntry } from './model.ts';

/** One line of the catalogue. */
export interface CatalogueEntry extends Omit<ErrorEntry, 'pointer'> {
  /** The operations that can answer it, by `operationId`. */
  operations: string[];
  /** The deep link to its section, behind the `#` of the docs page. */
  fragment: string;
}

export interface Catalogue {
  title: string;
  version: string;
  /** The token that the sandbox answers a success to. */
  successToken: string;
  errors: CatalogueEntry[];
}

/** The heading of the docs under which every code has its section. */
export const REFERENCE_HEADING = 'Error codes';

/** The catalogue of a contract, its codes in the order of the error page. */
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

/** A heading's part of a deep link, as Redoc makes it. */
function slug(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}
