// Keeps every answer on the server as it is typed, so that a call cut off, a crash or a time-out loses
// nothing. A module of its own and not htmx triggers, because requests must go one after another, the last
// one must go out while the page is closing, and the cursor's place is part of what is kept.

import { refreshClocks } from "./clock.js";
import { rememberFocus, restoreFocus } from "./focus.js";
import { settle } from "./time_field.js";
import { announce } from "./words.js";

const PAUSE = 400;
const TRY_AGAIN = 5_000;
const WAITING = "Not kept yet: trying again. What you typed is still here.";
const SIGNED_OUT = "Not kept: you are signed out. Sign in in another tab; what you typed is still here.";

function cursorOf(form) {
  const field = document.activeElement;
  if (!field?.name || field.form !== form) return null;
  const cursor = { name: field.name };
  if (field.type === "radio" || field.type === "checkbox") cursor.value = field.value;
  if (typeof field.selectionStart === "number") {
    cursor.start = field.selectionStart;
    cursor.end = field.selectionEnd;
  }
  return cursor;
}

function restoreCursor(form) {
  if (!form.dataset.cursor || document.querySelector("[data-error-summary]")) return;
  let cursor;
  try { cursor = JSON.parse(form.dataset.cursor); } catch { return; }
  const fields = [...form.elements].filter((field) => field.name === cursor?.name);
  const field = fields.find((one) => cursor.value !== undefined && one.value === cursor.value) ?? fields[0];
  if (!field) return;
  field.focus();
  if (typeof cursor.start === "number" && typeof field.setSelectionRange === "function") {
    try { field.setSelectionRange(cursor.start, cursor.end); } catch { /* a kind of field without a selection */ }
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.sequence = Number(form.dataset.sequence ?? 0);
    this.timer = 0;
    this.sending = false;
    this.changed = false;
    this.cursor = null;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    form.addEventListener("focusin", () => { this.cursor = cursorOf(form); });
    form.addEventListener("focusout", () => { if (this.changed) this.keep(); });
    form.addEventListener("submit", () => { this.submitted = true; clearTimeout(this.timer); });
    window.addEventListener("pageshow", () => { this.submitted = false; });
    window.addEventListener("pagehide", () => { if (this.changed && !this.submitted) this.keep(true); });
    document.addEventListener("visibilitychange", () => { if (document.hidden && this.changed) this.keep(true); });
  }

  soon(pause = PAUSE) {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    this.cursor = cursorOf(this.form) ?? this.cursor;
    this.sequence += 1;
    fields.set("cursor", JSON.stringify(this.cursor ?? {}));
    fields.set("sequence", String(this.sequence));
    return fields;
  }

  async keep(leaving = false) {
    if (this.submitted || this.changedElsewhere || (this.sending && !leaving)) return;
    clearTimeout(this.timer);
    this.sending = true;
    this.changed = false;
    const sent = this.body();
    try {
      const response = await fetch(this.form.dataset.draftUrl, {
        method: "POST", body: sent, credentials: "same-origin", keepalive: leaving,
        headers: { Accept: "application/json" },
      });
      if (response.redirected || response.status === 401) this.lost(SIGNED_OUT);
      else if (response.status === 409) this.elsewhere((await response.json()).say);
      else if (response.ok) this.kept(await response.json(), sent);
      else this.lost(WAITING);
    } catch {
      this.lost(WAITING);
    } finally {
      this.sending = false;
      if (this.changed && !this.waiting) this.soon();
    }
  }

  kept(answer, sent) {
    this.waiting = false;
    this.say(`Every answer is kept as you type. Last kept ${answer.kept_at}`, false);
    settle(this.form, answer.values, sent);
    this.form.dispatchEvent(new CustomEvent("draft:kept", { detail: { answer, sent } }));
    const side = document.getElementById("side");
    // A newer answer is on its way when more was typed meanwhile: an older one must not flash up.
    if (!side || typeof answer.side_html !== "string" || this.changed) return;
    if (answer.side_html === this.side) return;
    this.side = answer.side_html;
    const cursor = rememberFocus(side);
    const fresh = new DOMParser().parseFromString(answer.side_html, "text/html");
    side.replaceChildren(...fresh.body.childNodes);
    restoreFocus(side, cursor);
    refreshClocks();
    window.htmx?.process?.(side);
  }

  /** Something newer was kept elsewhere: trying again would overwrite it, so a person is asked to choose. */
  elsewhere(sentence) {
    if (!sentence) return this.lost(WAITING);
    this.changedElsewhere = true;
    announce(sentence);
    this.say(sentence, true);
  }

  lost(sentence) {
    if (!this.waiting) announce(sentence);
    this.waiting = true;
    this.say(sentence, true);
    this.soon(TRY_AGAIN);
  }

  say(sentence, waiting) {
    for (const place of document.querySelectorAll("[data-kept]")) {
      place.classList.toggle("on-kept--waiting", waiting);
      const words = place.querySelector("[data-kept-text]");
      if (words) words.textContent = sentence;
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) {
  restoreCursor(form);
  new Draft(form);
}
