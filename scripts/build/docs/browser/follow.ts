/** Who follows a link by keyboard goes on from where it leads; Redoc scrolls there and leaves the focus where it was. */

/** How long Redoc may take until what the link leads to is there, in milliseconds: an operation is shown when asked for. */
const PATIENCE_MS = 3_000;

export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href*="#"]') : null;
    if (!link) return;
    if (link.matches('.skip')) {
      // Its fragment would be taken for a route.
      event.preventDefault();
      land(link.hash.slice(1));
    } else if (event.detail === 0) {
      // No button of a mouse was pressed: the key was Enter.
      const [id = ''] = link.hash.replace(/^#\/?/, '').split('#');
      land(decodeURIComponent(id), Date.now() + PATIENCE_MS);
    }
  });
}

function land(id: string, until = 0): void {
  const target = document.getElementById(id);
  if (target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: until > 0 });
  } else if (Date.now() < until) {
    setTimeout(land, 50, id, until);
  }
}
