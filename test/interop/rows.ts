/** All tools, in the order of the table. */
import { DOCUMENTATION } from './documentation/pages.ts';
import { GENERATORS } from './generators/rows.ts';
import { REQUESTS } from './requests/rows.ts';
import type { Tool } from './tool.ts';
import { DOCUMENT_VALIDATORS } from './validators/documents.ts';
import { RESPONSE_VALIDATORS } from './validators/responses.ts';

export const TOOLS: readonly Tool[] = [
  ...GENERATORS,
  ...DOCUMENT_VALIDATORS,
  ...RESPONSE_VALIDATORS,
  ...REQUESTS,
  ...DOCUMENTATION,
];
