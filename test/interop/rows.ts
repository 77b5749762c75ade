/** All tools, in the order of the table. */
import { GENERATORS } from './generators/rows.ts';
import type { Tool } from './tool.ts';

export const TOOLS: readonly Tool[] = [...GENERATORS];
