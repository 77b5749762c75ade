/** The button that switches between light and dark. */
import { saveChoice } from './choice.ts';

export function addThemeButton(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  if (!button) return;
  const { dataset } = document.documentElement;
  const current = () =>
    dataset.theme === 'light' || dataset.theme === 'dark'
      ? dataset.theme
      : matchMedia('(prefers-color-scheme: dark)').matches
        ? 'dark'
        : 'light';
  const show = () => {
    button.textContent = current() === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `Switch to ${button.textContent.toLowerCase()} colours`);
  };
  button.addEventListener('click', () => {
    const theme = current() === 'dark' ? 'light' : 'dark';
    dataset.theme = theme;
    saveChoice('theme', theme);
    show();
  });
  show();
  button.hidden = false;
}
