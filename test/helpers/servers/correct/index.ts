/** All correct servers, by the kind of difference: representation, values or behaviour. */
import { behaviour } from './behaviour.ts';
import type { Style } from './correct-server.ts';
import { forms } from './forms.ts';
import { values } from './values.ts';

export const STYLES: Readonly<Record<string, readonly Style[]>> = { forms, values, behaviour };
