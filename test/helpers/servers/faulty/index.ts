/** All faulty servers, by family. */
import type { Faulty } from '../mutations.ts';
import { authentication } from './authentication.ts';
import { bytes } from './bytes.ts';
import { codes } from './codes.ts';
import { envelopes } from './envelopes.ts';
import { fields } from './fields.ts';
import { leaks } from './leaks.ts';
import { parameters } from './parameters.ts';
import { routing } from './routing.ts';
import { steadiness } from './steadiness.ts';
import { successes } from './successes.ts';
import { transport } from './transport.ts';

export const FAMILIES: Readonly<Record<string, readonly Faulty[]>> = {
  codes,
  envelopes,
  bytes,
  fields,
  authentication,
  parameters,
  routing,
  successes,
  leaks,
  transport,
  steadiness,
};
