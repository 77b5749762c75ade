/** Says to a screen reader what others see (WCAG 2.2, 4.1.3). */
export function say(text: string): void {
  const status = document.getElementById('said');
  if (status && status.textContent !== text) status.textContent = text;
}
