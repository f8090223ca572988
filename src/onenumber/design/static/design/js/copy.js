// Copies a prepared text for the council's or the trust's own record. Where the browser gives no clipboard
// (a page without HTTPS), the text is selected so that Ctrl+C does it.

import { announce } from "./words.js";

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
    announce("Copied.");
  } catch {
    window.getSelection().selectAllChildren(source);
    button.textContent = "Selected: press Ctrl and C";
    announce("The text is selected. Press Control and C to copy it.");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) copy(button);
});
