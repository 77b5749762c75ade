/** The script of every page: colour scheme, tabs, buttons, and addresses in any spelling. */
import { followAddress } from './addresses.ts';
import { addButtons } from './buttons.ts';
import { addTabs } from './tabs.ts';
import { addThemeButton } from './theme-button.ts';

addThemeButton();
addTabs();
addButtons();
followAddress();
addEventListener('hashchange', followAddress);
