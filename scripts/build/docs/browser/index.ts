/** The script of the landing page: the box for a pasted error, and the filter of the table. */
import { addFilter } from './filter.ts';
import { addPasteBox } from './paste.ts';

addFilter();
addPasteBox();
