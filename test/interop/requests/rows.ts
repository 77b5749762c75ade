/** Tools that send requests to the API, or that serve it. */
import { MOCKOON } from './mockoon.ts';
import { PORTMAN } from './portman.ts';
import { POSTMAN } from './postman.ts';

export const REQUESTS = [POSTMAN, PORTMAN, MOCKOON];
