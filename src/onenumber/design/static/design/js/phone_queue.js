// The queue of a phone: what was tapped or written goes to the service when it can, "I am not safe" first. Each
// thing has a key made here, so that sending it twice is one fact. A thing that is refused stays, with the reason.

import { all, put, remove } from "./phone_store.js";

const GIVE_UP_AFTER = 8_000;
const FIRST = { not_safe: 0, back_up: 1 };
const ITEM = "item:";

/** What waits on this phone, in the order in which it goes. */
export async function waiting() {
  const items = (await all()).filter(([id]) => id.startsWith(ITEM)).map(([, value]) => value);
  const rank = (item) => FIRST[item.kind] ?? 2;
  return items.sort((one, other) => rank(one) - rank(other) || one.happened_at.localeCompare(other.happened_at));
}

/** Keep one thing: {user, kind, happened_at, reference, words, back_up_why, pass}. Gives it its key. */
export async function keep(item) {
  const kept = { key: crypto.randomUUID(), state: "kept", ...item };
  await put(ITEM + kept.key, kept);
  return kept;
}

export const throwAway = (item) => remove(ITEM + item.key);

const ask = (address, options = {}) => fetch(address, {
  credentials: "same-origin", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(GIVE_UP_AFTER),
  ...options, headers: { Accept: "application/json", "X-Fragment": "phone", ...options.headers },
});

async function post(address, item) {
  const { token } = await (await ask(address.token)).json();
  const body = new URLSearchParams();
  body.set("item", item.key);
  for (const name of ["user", "kind", "happened_at", "reference", "words", "back_up_why", "pass"]) {
    body.set(name, item[name] ?? "");
  }
  const headers = { "X-CSRFToken": token };
  const answer = await ask(address.handIn, { method: "POST", body, headers });
  if (answer.status !== 401 && answer.type !== "opaqueredirect") return answer; // else the sign-in is over
  return ask(address.handInSignedOut, { method: "POST", body, headers });
}

/** "sent", "apart", "refused", "sign_in", "other" for one thing, or throws when there is no signal. */
async function handIn(address, item) {
  const answer = await post(address, item);
  if ((answer.headers.get("Content-Type") ?? "").includes("json")) return answer.json();
  return { state: "kept", reason: `the service answered ${answer.status}` }; // said, kept, and tried again
}

async function send(address, report) {
  for (const item of await waiting()) {
    if (item.state === "refused") continue;
    const said = await handIn(address, item);
    if (said.state === "sent" || said.state === "apart") await throwAway(item);
    else await put(ITEM + item.key, { ...item, state: said.state, reason: said.reason ?? "" });
    report({ ...item, ...said });
  }
}

/** Send what waits, one after another; only one page of this phone does it at a time. False without signal. */
export async function sendAll(address, report) {
  try {
    await navigator.locks.request("onenumber-phone", { ifAvailable: true }, (lock) => (lock ? send(address, report) : null));
    return true;
  } catch {
    return false;
  }
}
