// How the phone says what it keeps: one line on how things stand, and one line for each thing, with what can be done.

import { clockTime } from "./words.js";

const WHAT = {
  arrived: "Arrived", started: "Started", finished: "Finished", note: "Note", back_up: "Need back-up",
  not_safe: "I am not safe",
};
const STATE = {
  kept: "Not sent yet", sign_in: "Not sent: sign in to send it",
  other: "Kept by another sign-in on this phone: they sign in to send it", refused: "Not taken",
};

/** "Online, all sent 14:21", or how many wait. */
export function standing({ online, count, sentAt }) {
  if (count) return `${online ? "Online" : "No signal"}. Kept on this phone: ${count} to send`;
  if (!online) return "No signal. Nothing waits on this phone";
  return sentAt ? `Online, all sent ${clockTime(sentAt)}` : "Online, nothing waits on this phone";
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nhsuk-button nhsuk-button--secondary";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** A line of the list. What was refused can be copied, and thrown away by whoever wrote it; by nobody else. */
export function line(item, { mine, throwAway }) {
  const made = document.createElement("li");
  if (!mine) {
    made.textContent = STATE.other;
    return made;
  }
  const about = [WHAT[item.kind] ?? item.kind, item.reference, clockTime(Date.parse(item.happened_at))].filter(Boolean).join(", ");
  const strong = document.createElement("b");
  strong.textContent = about;
  made.append(strong, ` ${STATE[item.state] ?? item.state}${item.reason ? `: ${item.reason}` : ""}`);
  if (item.words) {
    const words = document.createElement("p");
    words.textContent = item.words;
    made.append(words);
  }
  if (item.state === "refused") {
    const text = `${about}. ${item.words ?? ""}`;
    const acts = document.createElement("p");
    acts.className = "on-acts";
    acts.append(
      button("Copy", async (event) => {
        await navigator.clipboard.writeText(text);
        event.target.textContent = "Copied";
      }),
      button("Throw it away", throwAway),
    );
    made.append(acts);
  }
  return made;
}

/** A number to ring, as a link. */
export function ringLink(number) {
  const link = document.createElement("a");
  link.href = `tel:${number.replaceAll(" ", "")}`;
  link.textContent = `Ring the hub, ${number}`;
  return link;
}
