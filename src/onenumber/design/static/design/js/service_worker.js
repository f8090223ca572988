// Keeps the static files and one empty page, so that a phone without signal shows the shell and not the browser's
// own error. It never keeps a page with anything about anybody: only what is named here, fetched signed out.
// Served at /sw.js, so that its reach is every page. A test holds FILES equal to what the shell loads.

const CACHE = "onenumber-phone-1";
const SHELL = "/phone/";
const FILES = [
  "/static/design/charts.css", "/static/design/forms.css", "/static/design/icon.svg", "/static/design/panels.css",
  "/static/design/phone.css", "/static/design/print.css", "/static/design/shell.css", "/static/design/tables.css",
  "/static/design/tokens.css", "/static/design/js/clock.js", "/static/design/js/copy.js",
  "/static/design/js/keys.js", "/static/design/js/now.js", "/static/design/js/phone.js",
  "/static/design/js/phone_queue.js", "/static/design/js/phone_store.js", "/static/design/js/phone_words.js",
  "/static/design/js/sign_out.js", "/static/design/js/words.js", "/static/vendor/htmx.min.js",
  "/static/vendor/nhsuk.css",
];

async function fill() {
  const cache = await caches.open(CACHE);
  const wanted = [SHELL, ...FILES].map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  await cache.addAll(wanted);
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (trouble) {
    const shell = await caches.match(SHELL);
    if (shell) return shell;
    throw trouble;
  }
}

/** The network first, so that a new version is seen; what is kept when there is none. */
async function file(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone());
    return answer;
  } catch (trouble) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw trouble;
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && FILES.includes(url.pathname)) event.respondWith(file(request));
});
