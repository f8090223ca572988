// My day with and without signal. Every tap and every word is first kept on this phone, then sent; the page says
// which. A module of its own, because it must work on a page that cannot be reached (the shell).

import { serverNow } from "./now.js";
import { canKeep, get, put, remove } from "./phone_store.js";
import { keep, sendAll, throwAway, waiting } from "./phone_queue.js";
import { line, ringLink, standing } from "./phone_words.js";
import { announce } from "./words.js";

const DAY = "day";
const TRY_AGAIN = 15_000;
const PAUSE = 300;

const root = document.getElementById("phone");
const address = {
  token: root?.dataset.token, handIn: root?.dataset.handIn, handInSignedOut: root?.dataset.handInSignedOut,
};
const part = (name) => root.querySelector(`[data-phone-${name}]`);
const onMyDay = Boolean(root?.dataset.userDay);
let day = null; // whose phone it is: user, pass, cases in hand, number to ring, and how far this phone's clock is off
let online = onMyDay && navigator.onLine;
let sentAt = null;

const now = () => Date.now() + (day?.offset ?? 0);
const mine = (item) => item.user === day?.user;

async function draw() {
  const items = await waiting();
  const count = items.filter((item) => item.state !== "refused").length;
  part("words").textContent = standing({ online, count, sentAt });
  part("well").hidden = !online || count > 0;
  part("waits").hidden = !part("well").hidden;
  part("state").hidden = false;
  part("kept").hidden = items.length === 0;
  part("unsent-call").hidden = !items.some((item) => item.kind === "not_safe" && mine(item));
  part("list").replaceChildren(...items.map((item) => line(item, {
    mine: mine(item),
    throwAway: async () => { await throwAway(item); await draw(); },
  })));
  return items;
}

/** Try to send; the page is opened afresh once something has become a fact, because the record has moved on. */
async function send() {
  const before = (await waiting()).length;
  if (!before) return draw();
  const told = [];
  online = await sendAll(address, (item) => told.push(item));
  const through = told.filter((item) => item.state === "sent" || item.state === "apart");
  if (online && told.length) {
    sentAt = now();
    await put(DAY, { ...day, sentAt });
  }
  await draw();
  if (through.length && onMyDay) window.location.assign(window.location.pathname);
  else if (through.length) announce(`Sent: ${through.length}`);
  return through;
}

async function submitted(event) {
  const form = event.target.closest?.("form[data-phone-form]");
  if (!form) return;
  event.preventDefault();
  const said = Object.fromEntries(new FormData(form));
  const draft = form.querySelector("[data-phone-draft]");
  if (draft && !draft.value.trim()) { draft.focus(); return; }
  const item = {
    user: day?.user, pass: day?.pass, kind: form.dataset.kind ?? said.kind,
    reference: form.dataset.reference ?? said.reference, words: draft?.value ?? "", back_up_why: said.back_up_why,
    happened_at: new Date(now()).toISOString(),
  };
  try {
    await keep(item);
  } catch { // this browser keeps nothing: send it as any form is sent, or say so
    if (onMyDay) form.submit();
    else part("words").textContent = "This phone could not keep it, and it is not sent. Ring.";
    return;
  }
  if (draft) { draft.value = ""; await remove(draftId(draft)); }
  await draw();
  await send();
}

const draftId = (field) => `draft:${field.form.dataset.reference ?? field.form.elements.reference?.value}`;

/** What is being typed is kept from the first letter, and stands there again when the page comes back. */
async function followDraft(field) {
  let timer = 0;
  const kept = await get(draftId(field));
  if (kept?.user === day?.user && kept?.words && !field.value) {
    field.value = kept.words;
    field.closest("details")?.setAttribute("open", "");
  }
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => put(draftId(field), { user: day?.user, words: field.value }), PAUSE);
  });
}

function drawHeld() {
  const place = document.querySelector("[data-phone-held]");
  const made = document.querySelector("template[data-phone-case]");
  for (const held of (place && day?.held) || []) {
    const card = made.content.cloneNode(true);
    card.querySelector("h2").textContent = held.reference;
    for (const field of card.querySelectorAll("[name=reference]")) field.value = held.reference;
    const tap = card.querySelector("[data-phone-tap]");
    if (held.step) {
      tap.elements.kind.value = held.step;
      tap.querySelector("button").textContent = held.words;
    } else tap.remove();
    place.append(card);
  }
}

async function begin() {
  if (onMyDay) {
    day = { ...JSON.parse(root.dataset.userDay), offset: serverNow() - Date.now() };
    const before = await get(DAY);
    if (before?.user === day.user) sentAt = before.sentAt ?? null;
    await put(DAY, { ...day, sentAt });
    navigator.serviceWorker?.register("/sw.js").catch(() => { /* no worker: the page itself still keeps */ });
  } else day = await get(DAY);
  for (const place of document.querySelectorAll("[data-phone-ring]")) {
    if (day?.ring) place.replaceChildren(ringLink(day.ring));
  }
  drawHeld();
  document.addEventListener("submit", submitted);
  for (const field of document.querySelectorAll("[data-phone-draft]")) await followDraft(field);
  part("send").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("offline", () => { online = false; draw(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(async () => { if ((await waiting()).some((item) => item.state !== "refused")) await send(); }, TRY_AGAIN);
  await draw();
  await send();
}

if (root && canKeep()) begin();
