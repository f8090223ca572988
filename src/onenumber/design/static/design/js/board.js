// Keeps the board up to date by asking every ten seconds whether anything changed. A module of its own and
// not htmx polling, because the ETag is kept in memory, a 304 must touch nothing, the cursor and the chosen
// row must survive, and an old board must say so also when the network is gone.

import { refreshClocks } from "./clock.js";
import { rememberFocus, restoreFocus } from "./focus.js";
import { announce, clockSeconds } from "./words.js";

const EVERY = 10_000;
const STALE_AFTER = 60_000;
const GIVE_UP_AFTER = 8_000;

const board = document.getElementById("board");
const notice = document.getElementById("stale");
let etag = board?.dataset.etag || "";
let lastAnswer = Date.now();
let asking = false;

function sentences() {
  return new Set([...board.querySelectorAll("[data-announce]")].map((line) => line.dataset.announce));
}

function replace(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("board");
  if (!fresh) return false;
  const before = sentences();
  const cursor = rememberFocus(board);
  const { scrollX, scrollY } = window;
  board.replaceChildren(...fresh.childNodes);
  for (const name of ["etag", "asOf"]) {
    if (fresh.dataset[name] !== undefined) board.dataset[name] = fresh.dataset[name];
  }
  restoreFocus(board, cursor);
  window.scrollTo(scrollX, scrollY);
  refreshClocks();
  window.htmx?.process?.(board);
  const added = [...sentences()].filter((sentence) => !before.has(sentence));
  if (added.length) announce(`Needs you now: ${added.join(" ")}`);
  return true;
}

function answered() {
  lastAnswer = Date.now();
  notice.hidden = true;
  notice.textContent = "";
  document.body.classList.remove("on-is-stale");
}

function say(sentence, link) {
  if (!notice.hidden && notice.dataset.sentence === sentence) return;
  notice.dataset.sentence = sentence;
  notice.textContent = `${sentence} `;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    notice.append(anchor);
  }
  notice.hidden = false;
  document.body.classList.add("on-is-stale");
}

function checkAge() {
  if (Date.now() - lastAnswer <= STALE_AFTER) return;
  say(`This board is stale: last up to date at ${clockSeconds(lastAnswer)}. Ring the hub.`);
}

function signedOut(response) {
  return response.status === 401 || response.redirected;
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const headers = { Accept: "text/html", "X-Fragment": "board" };
    if (etag) headers["If-None-Match"] = etag;
    const response = await fetch(board.dataset.pollUrl || window.location.href, {
      headers, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(GIVE_UP_AFTER),
    });
    if (response.status === 304) answered();
    else if (signedOut(response)) say("You are signed out: this board no longer changes.", { href: window.location.href, text: "Sign in again" });
    else if (response.ok && replace(await response.text())) {
      etag = response.headers.get("ETag") || "";
      answered();
    }
  } catch {
    // No answer: the age of the last one decides what is shown.
  } finally {
    asking = false;
    checkAge();
  }
}

if (board && notice) {
  setInterval(ask, EVERY);
  setInterval(checkAge, 1_000);
  window.addEventListener("online", ask);
  window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
}
