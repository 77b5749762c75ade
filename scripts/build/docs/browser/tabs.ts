/** Turns groups of sections into tabs (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). Print shows all sections. */
import { saveChoice, savedChoice } from './choice.ts';

export function addTabs(): void {
  for (const [index, group] of document.querySelectorAll<HTMLElement>('.tabs').entries())
    enhance(group, index);
}

function enhance(group: HTMLElement, index: number): void {
  const panels = [...group.querySelectorAll<HTMLElement>(':scope > .tab')];
  const list = group.querySelector<HTMLElement>('.tab-list');
  if (!list) return;
  list.setAttribute('role', 'tablist');
  const name = nameOf(group);
  list.setAttribute('aria-label', name);
  const tabs = panels.map((panel, at) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `tab-${index}-${at}`;
    tab.textContent = panel.dataset.label ?? '';
    tab.setAttribute('role', 'tab');
    panel.id = `panel-${index}-${at}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    tab.setAttribute('aria-controls', panel.id);
    return tab;
  });
  const select = (selected: number) => {
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(at === selected));
      tab.tabIndex = at === selected ? 0 : -1;
      panels[at]?.classList.toggle('inactive', at !== selected);
    }
  };
  /** Selects a tab that the reader has chosen. Groups with the same name have the same choice on all pages. */
  const choose = (selected: number) => {
    select(selected);
    saveChoice(`tab ${name}`, tabs[selected]?.textContent ?? '');
  };
  list.append(...tabs);
  list.addEventListener('click', ({ target }) => {
    const at = tabs.indexOf(target as HTMLButtonElement);
    if (at >= 0) choose(at);
  });
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const selected = (next + tabs.length) % tabs.length;
    choose(selected);
    tabs[selected]?.focus();
  });
  const saved = savedChoice(`tab ${name}`);
  // A code without the chosen tab shows its first tab.
  select(
    Math.max(
      tabs.findIndex((tab) => tab.textContent === saved),
      0,
    ),
  );
}

/** Returns the text of the heading before a group. */
function nameOf(group: HTMLElement): string {
  let element = group.previousElementSibling;
  while (element && !/^H[1-6]$/.test(element.tagName)) element = element.previousElementSibling;
  return element?.textContent ?? '';
}
