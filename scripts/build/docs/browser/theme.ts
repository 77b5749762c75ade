/** Applies the colour scheme that the reader has chosen, before the first paint. */
import { savedChoice } from './choice.ts';

const theme = savedChoice('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
// The style sheet hides what a script replaces, for example the labels of tabs.
document.documentElement.dataset.script = '';
