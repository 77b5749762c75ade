/** Applies the colour scheme that the reader has chosen, before the first paint. */
import { savedTheme } from './saved-theme.ts';

const theme = savedTheme();
if (theme !== undefined) document.documentElement.dataset.theme = theme;
// The style sheet hides what a script replaces, for example the labels of tabs.
document.documentElement.dataset.script = '';
