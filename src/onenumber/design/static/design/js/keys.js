// Single-letter keys, declared in the page by data-key and data-row; they never work while a field is typed
// in, and can be turned off on this computer (WCAG 2.2, 2.1.4 Character Key Shortcuts).

const OFF = "onenumber_keys=off"; // a cookie: signing out clears all else that this browser keeps
const TYPED_IN = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";
const ROW_ACTIONS = { o: "offerUrl", r: "ringUrl" };

const dialog = document.getElementById("keys");

function lettersAreOn() {
  if (document.body.dataset.letters === "off") return false; // this user's own choice, on every computer
  return !document.cookie.split("; ").includes(OFF);
}

function rememberLetters(on) {
  document.cookie = `${OFF}; path=/; samesite=lax; max-age=${on ? 0 : 31_536_000}`;
}

function shown(element) {
  return element.getClientRects().length > 0 && !element.disabled;
}

/** The element a key is for: the page's own first, the header's after it. */
function forKey(key) {
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(shown);
  return all.find((element) => element.closest("main")) ?? all[0];
}

function press(element) {
  if (element.matches("input[type=radio], input[type=checkbox]")) {
    element.focus();
    element.click();
    const next = element.dataset.then && document.getElementById(element.dataset.then);
    if (next) next.focus();
  } else {
    element.click();
  }
}

/** J and K move through the rows by giving the cursor to each row's tick box or link, so Space and Enter need no script. */
function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => shown(row) && row.checkVisibility?.() !== false);
  if (!rows.length) return false;
  const here = rows.indexOf(document.activeElement?.closest("[data-row]"));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  const tick = rows[next].querySelector("input[type=checkbox]");
  const target = tick ?? rows[next].querySelector("a[href], button, input:not([type=hidden])");
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return Boolean(target);
}

function followRow(key) {
  const row = document.activeElement?.closest("[data-row]");
  const url = row?.dataset[ROW_ACTIONS[key]];
  if (!url) return false;
  window.location.assign(url);
  return true;
}

function openKeys() {
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  return true;
}

function letter(key) {
  if (key === "?") return openKeys();
  if (key === "/") {
    const find = [...document.querySelectorAll("#find, #find-foot")].find(shown);
    find?.focus();
    return Boolean(find);
  }
  if (ROW_ACTIONS[key] && followRow(key)) return true;
  const element = forKey(key);
  if (element) { press(element); return true; }
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  return false;
}

/** Ctrl+Enter and Ctrl+S (Cmd on a Mac) press the submit button that declares them, also inside fields. */
function chord(event) {
  const name = { enter: "ctrl+enter", s: "ctrl+s" }[event.key.toLowerCase()];
  const buttons = name ? [...document.querySelectorAll(`[data-submit-key="${name}"]`)].filter(shown) : [];
  const own = buttons.find((button) => button.form?.contains(document.activeElement)) ?? buttons[0];
  own?.click();
  return Boolean(own);
}

/** Up and down move between people to tick (data-arrows), also before anything has the cursor; elsewhere they do what they always do. */
function arrow(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.shiftKey || !document.querySelector("[data-arrows]")) return false;
  const here = event.target === document.body || event.target.closest?.("[data-arrows] [data-row]");
  return Boolean(here && !event.target.closest(TYPED_IN) && move(step));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const inDialog = dialog?.open;
  let done = false;
  if (event.ctrlKey || event.metaKey) {
    done = !inDialog && !event.shiftKey && chord(event);
  } else if (!inDialog && lettersAreOn() && event.key.length === 1 && !event.target.closest?.(TYPED_IN)) {
    done = letter(event.key.toLowerCase());
  } else if (!inDialog) {
    done = arrow(event);
  }
  if (done) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-opens-keys]")) return;
  if (openKeys()) event.preventDefault();
});

const setting = document.querySelector("[data-keys-setting]");
if (setting) {
  const box = setting.querySelector("input");
  setting.hidden = false;
  box.checked = lettersAreOn();
  box.addEventListener("change", () => rememberLetters(box.checked));
}
