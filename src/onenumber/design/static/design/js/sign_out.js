// Signing out throws away the key of what this phone keeps. Is something not sent yet, that is said first.

import { canKeep, wipe } from "./phone_store.js";
import { waiting } from "./phone_queue.js";

async function leave(form) {
  let unsent = 0;
  try { unsent = (await waiting()).length; } catch { /* nothing was ever kept here */ }
  const words = `Kept on this phone and not sent: ${unsent}. Signing out makes it unreadable for good. Sign out?`;
  if (unsent && !window.confirm(words)) return;
  try { await wipe(); } catch { /* nothing to wipe */ }
  form.submit();
}

if (canKeep()) {
  for (const form of document.querySelectorAll("form.on-out")) {
    form.addEventListener("submit", (event) => { event.preventDefault(); leave(form); });
  }
}
