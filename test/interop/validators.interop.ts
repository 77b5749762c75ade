/** Validators of documents and of responses accept the bundle and what conforms to it, and reject what does not. */
import { testTools } from './tool.ts';
import { DOCUMENT_VALIDATORS } from './validators/documents.ts';
import { RESPONSE_VALIDATORS } from './validators/responses.ts';

testTools([...DOCUMENT_VALIDATORS, ...RESPONSE_VALIDATORS]);
