"use strict";
// Opens the pack in the browser (WebCrypto) and numbers blank sheets for printing. Nothing is fetched, kept or sent.
(() => {
  const part = (id) => document.getElementById(id);
  const bytes = (id) => Uint8Array.from(atob(part(id).textContent), (letter) => letter.charCodeAt(0));
  const say = (words) => { part("said").textContent = words; };

  async function opened(words) {
    const cover = part("cover").textContent;
    const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(words), "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt: bytes("salt"), iterations: JSON.parse(cover).rounds },
      material, { name: "AES-GCM", length: 256 }, false, ["decrypt"],
    );
    const bound = new TextEncoder().encode(cover);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes("nonce"), additionalData: bound }, key, bytes("sealed"));
    return new TextDecoder().decode(plain);
  }

  const wanted = (box) => Math.max(0, Math.min(99, parseInt(box.value, 10) || 0));

  // Blank sheets, numbered one after another: each number is used once, whatever is printed on it.
  function numberSheets() {
    const room = part("sheets");
    room.textContent = "";
    let number = Math.max(1, parseInt(part("first").value, 10) || 1);
    for (const box of document.querySelectorAll("input[data-kind]")) {
      const blank = part(`blank-${box.dataset.kind}`);
      for (let copy = 0; copy < wanted(box); copy += 1) {
        const sheet = blank.content.cloneNode(true);
        for (const place of sheet.querySelectorAll("[data-number]")) place.textContent = String(number);
        room.append(sheet);
        number += 1;
      }
    }
    part("next").textContent = `The next print begins at ${number}.`;
    return number;
  }

  function ready() {
    part("number").addEventListener("click", numberSheets);
    part("print").addEventListener("click", () => window.print());
    part("print-sheets").addEventListener("click", () => {
      const next = numberSheets();
      document.body.classList.add("only-sheets");
      window.print();
      document.body.classList.remove("only-sheets");
      part("first").value = String(next);
    });
  }

  part("show").addEventListener("change", (change) => { part("words").type = change.target.checked ? "text" : "password"; });
  part("open").addEventListener("submit", async (submit) => {
    submit.preventDefault();
    if (!globalThis.crypto || !crypto.subtle) {
      say("This browser cannot open the pack. Open the file in a newer Edge, Chrome, Firefox or Safari.");
      return;
    }
    say("Opening. This takes a few seconds.");
    try {
      const body = await opened(part("words").value);
      part("words").value = "";
      part("closed").hidden = true;
      part("pack").innerHTML = body;
      part("pack").hidden = false;
      ready();
      part("pack").querySelector("h1").focus();
    } catch {
      say("The passphrase does not open this pack. Check capital letters and spaces, and that it is the one in use on that day.");
      part("words").select();
    }
  });
})();
