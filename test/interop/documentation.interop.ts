/** Documentation tools show all codes of the bundle in a browser. */
import { DOCUMENTATION } from './documentation/pages.ts';
import { testTools } from './tool.ts';

testTools(DOCUMENTATION);
