/** Paper is white: what is printed is printed in the light colours, whatever the window has. */
export function printLight(): void {
  const { classList } = document.documentElement;
  let wasDark = false;
  matchMedia('print').addEventListener('change', ({ matches: prints }) => {
    if (prints) wasDark = classList.contains('dark');
    if (wasDark) classList.toggle('dark', !prints);
    if (wasDark) classList.toggle('light', prints);
  });
}
