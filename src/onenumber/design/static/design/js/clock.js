// Refreshes the words of running clocks each minute. No countdown moves on the screen; a clock is spoken
// only when it changes class: six hours, two hours, thirty minutes, ended (screens GUIDE, "Components").

import { serverNow } from "./now.js";
import { announce, clockTime, span } from "./words.js";

const MINUTE = 60_000;
const CLASSES = [30 * MINUTE, 2 * 60 * MINUTE, 6 * 60 * MINUTE];
const spokenClass = new WeakMap();

/** 0 ended, 1 within thirty minutes, 2 within two hours, 3 within six hours, 4 more. */
function classOf(remaining) {
  if (remaining <= 0) return 0;
  const within = CLASSES.findIndex((limit) => remaining <= limit);
  return within < 0 ? CLASSES.length + 1 : within + 1;
}

function wordsFor(remaining, endsAt, bare) {
  if (remaining <= 0) return `Ended ${clockTime(endsAt)}`;
  return bare ? span(remaining) : `${span(remaining)} left`;
}

function refresh(clock) {
  const endsAt = Date.parse(clock.dataset.endsAt);
  if (Number.isNaN(endsAt)) return;
  const remaining = endsAt - serverNow();
  for (const place of clock.querySelectorAll("[data-left]")) {
    const words = wordsFor(remaining, endsAt, place.dataset.left === "bare");
    if (place.textContent !== words) place.textContent = words;
  }
  const before = spokenClass.get(clock);
  const after = classOf(remaining);
  spokenClass.set(clock, after);
  if (before === undefined || after >= before || "quiet" in clock.dataset) return;
  if (after === 0) clock.classList.add("on-clock--ended");
  announce(`${clock.dataset.clockName ?? "Clock"}: ${wordsFor(remaining, endsAt, false)}`);
}

/** Bring every clock on the page up to the minute; board.js and draft.js call it after a change. */
export function refreshClocks() {
  document.querySelectorAll("[data-ends-at]").forEach(refresh);
}

function atNextMinute() {
  setTimeout(() => { refreshClocks(); atNextMinute(); }, MINUTE - (serverNow() % MINUTE) + 20);
}

refreshClocks();
atNextMinute();
document.addEventListener("visibilitychange", () => { if (!document.hidden) refreshClocks(); });
