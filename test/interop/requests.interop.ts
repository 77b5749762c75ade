/** Tools that send requests made from the bundle, and a mock server made from it. */
import { REQUESTS } from './requests/rows.ts';
import { testTools } from './tool.ts';

testTools(REQUESTS);
