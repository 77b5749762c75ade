/** Generators of TypeScript: their output compiles, and its types and parsers know the codes. */
import { GENERATORS } from './generators/rows.ts';
import { testTools } from './tool.ts';

testTools(GENERATORS);
