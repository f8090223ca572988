// The server's time, so that a wrong clock on a desk cannot change the time left on a legal clock.

const told = Date.parse(document.body.dataset.now ?? "");
const ahead = Number.isNaN(told) ? 0 : told - Date.now();

/** Milliseconds since 1970 by the server's clock. */
export function serverNow() {
  return Date.now() + ahead;
}
