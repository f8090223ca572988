// What "Take a contact" adds to a kept draft: choices the server fills in, words beside a field that cannot be
// right, the question on the night the clocks go back, the answers about who it is. The server works all of it
// out; without this script the same page answers each button with a whole page.

import { announce } from "../design/js/words.js";

const form = document.getElementById("take");
const line = document.querySelector("[data-since]");

/** Choices follow the answer unless the person has chosen since; text fields are settled by draft.js. */
function choose(name, value, sent) {
  const field = form.elements.namedItem(name);
  if (!field || typeof value !== "string") return;
  if (field instanceof RadioNodeList) {
    if (field.value === (sent.get(name) ?? "") && field.value !== value) {
      for (const radio of field) radio.checked = radio.value === value;
    }
  } else if (field instanceof HTMLSelectElement && field.value === sent.get(name)) {
    if ([...field.options].some((option) => option.value === value)) field.value = value;
  }
}

/** Which values are the page's own, as far as they have arrived: whatever else stands there is the person's. */
function remember(byPage) {
  const field = form.elements.namedItem("by_page");
  const known = JSON.parse(field.value);
  for (const [name, value] of Object.entries(byPage)) {
    if (form.elements.namedItem(name)?.value === value) known[name] = value;
  }
  field.value = JSON.stringify(known);
}

function complain(name, words) {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLElement) || field === document.activeElement) return;
  const id = `${field.id}-error`;
  const there = document.getElementById(id);
  if (there?.textContent.replace(/^Error:\s*/, "") === words || (!there && !words)) return;
  there?.remove();
  field.toggleAttribute("aria-invalid", false);
  field.parentElement.classList.toggle("nhsuk-form-group--error", Boolean(words));
  if (!words) { field.removeAttribute("aria-describedby"); return; }
  const box = document.createElement("div");
  box.className = "on-error";
  box.id = id;
  const sentence = document.createElement("p");
  sentence.className = "nhsuk-error-message";
  const spoken = document.createElement("span");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.textContent = "Error: ";
  sentence.append(spoken, words);
  box.append(sentence);
  field.before(box);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  announce(words);
}

let latest = {};

function showErrors() {
  for (const [name, words] of Object.entries(latest)) complain(name, words);
}

function askOffset(asks) {
  const question = document.getElementById("offset");
  if (!question || question.hidden === !asks || question.contains(document.activeElement)) return;
  question.hidden = !asks;
  if (asks) announce("Before or after the clocks went back?");
}

form?.addEventListener("draft:kept", (event) => {
  const { answer, sent } = event.detail;
  for (const [name, value] of Object.entries(answer.values ?? {})) choose(name, value, sent);
  remember(answer.by_page ?? {});
  latest = answer.errors ?? {};
  showErrors();
  askOffset(Boolean(answer.asks_offset));
  const needed = document.querySelector("[data-needed]");
  if (needed && answer.needed) needed.textContent = answer.needed;
  const summary = document.querySelector("[data-summary]");
  if (summary && answer.summary) summary.textContent = answer.summary;
});
form?.addEventListener("focusout", () => setTimeout(showErrors, 0));

/** Same person, Not the same, Undo: kept with the draft, without leaving the page. */
form?.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[name="answer"]');
  if (!button) return;
  const [answer, person] = button.value.split("-");
  if (!["same", "not", "undo"].includes(answer)) return;
  event.preventDefault();
  const same = form.elements.namedItem("same_person");
  const others = form.elements.namedItem("not_same");
  const list = others.value.split(",").filter((other) => other && other !== person);
  if (answer === "same") same.value = person;
  else if (same.value === person) same.value = "";
  if (answer === "not") list.push(person);
  others.value = list.join(",");
  same.dispatchEvent(new Event("change", { bubbles: true }));
});

function onTheLine() {
  const seconds = Math.max(0, Math.floor((Date.now() - started) / 1000));
  line.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// Counted from the server's moment of showing, so that a wrong clock on a desk does not matter.
const shown = Date.parse(document.body.dataset.now ?? "");
const started = line ? Date.now() - Math.max(0, shown - Date.parse(line.dataset.since)) : 0;
if (line && !Number.isNaN(started)) {
  onTheLine();
  setInterval(onTheLine, 1000);
}
