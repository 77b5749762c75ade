/** The edits that make faults in a copy of a spec, and the rows of a table of faults. */
import type { SpecCopy } from './spec-copy.ts';

/** Changes a copy of the spec, in one file or in several. */
export interface Edit {
  file?: string;
  apply(copy: SpecCopy): void;
}

const edit = (apply: Edit['apply'], file?: string): Edit => ({ apply, ...(file && { file }) });
export const set = (file: string, path: string, value: unknown) =>
  edit((copy) => copy.set(file, path, value), file);
export const remove = (file: string, path: string) => edit((copy) => copy.delete(file, path), file);
export const replace = (file: string, from: string, to: string) =>
  edit((copy) => copy.replace(file, from, to), file);
export const move = (file: string, to: string) => edit((copy) => copy.move(file, to), to);
export const append = (file: string, path: string, value: unknown) =>
  edit((copy) => copy.add(file, path, value), file);
export const clone = (file: string, to: string, from = '', by = '') =>
  edit((copy) => copy.write(to, copy.read(file).replaceAll(from || file, by || file)), to);
export const all = (...edits: readonly Edit[]) =>
  edit((copy) => {
    for (const { apply } of edits) apply(copy);
  });

/** The file of the finding is the file of the edit, unless it is given. */
export type Row = readonly [name: string, edit: Edit, message: RegExp, file?: string];

/** A table of faults: the rows of each rule. */
export type Table = Readonly<Record<string, readonly Row[]>>;
