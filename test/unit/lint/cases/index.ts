import type { Case } from '../case.ts';
import { codes } from './codes.ts';
import { envelopes } from './envelopes.ts';
import { extensions } from './extensions.ts';
import { files } from './files.ts';
import { parameters } from './parameters.ts';
import { properties } from './properties.ts';
import { roles } from './roles.ts';
import { statuses } from './statuses.ts';
import { xError } from './x-error.ts';

/** Every fault that a rule is proven by. */
export const CASES: readonly Case[] = [
  ...statuses,
  ...envelopes,
  ...codes,
  ...xError,
  ...parameters,
  ...files,
  ...extensions,
  ...roles,
  ...properties,
];
