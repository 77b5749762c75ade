/** The error catalogue: the codes of the contract in a form that every language can read (generated/errors.json). */
import type { Contract, ErrorEntry } from './model.ts';

/** One code of the catalogue. */
export interface CatalogueEntry extends Omit<ErrorEntry, 'pointer'> {
  /** The operations that can return the code, by `operationId`. */
  operations: string[];
  /** The address of the code's page: relative to the root of the docs, or absolute if the URL of the docs is known. */
  docs: string;
}

export interface Catalogue {
  title: string;
  version: string;
  /** The test token for which the sandbox returns a success. */
  successToken: string;
  errors: CatalogueEntry[];
}

/**
 * Returns the catalogue of a contract, with the codes in the order of the error page.
 *
 * @param docsUrl the URL of the docs, which ends with a slash
 */
export function catalogueOf(contract: Contract, docsUrl = ''): Catalogue {
  return {
    title: contract.title,
    version: contract.version,
    successToken: contract.sandbox.successToken,
    errors: contract.errors.map(({ pointer: _, ...entry }) => ({
      ...entry,
      operations: contract.operations.filter(({ codes }) => codes.includes(entry.code)).map(({ id }) => id),
      docs: docsUrl + docsPage(entry),
    })),
  };
}

/** Returns the path of a code's page, relative to the root of the docs. */
export function docsPage({ code }: Pick<ErrorEntry, 'code'>): string {
  return `errors/${code}.html`;
}
