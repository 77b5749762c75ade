/** Which operation a request is for: its method and path against the templates. */
import type { Contract, Operation } from './types.ts';

/** Whether the parts of a path, percent-decoded, fit a template. An empty part fits no parameter. */
export function fitsTemplate(template: string, segments: readonly string[]): boolean {
  const parts = template.split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
  );
}

/** The operation of a method at a path, given by its percent-decoded parts relative to the base path. */
export function operationAt(
  contract: Contract,
  method: string,
  segments: readonly string[],
): Operation | undefined {
  return contract.operations.find(
    (operation) => operation.method === method && fitsTemplate(operation.path, segments),
  );
}
