// Remembers where the cursor is inside a part of the page that is about to be replaced, and puts it back.

/** What identifies the element with the cursor inside `part`, or null. */
export function rememberFocus(part) {
  const element = document.activeElement;
  if (!element || element === document.body || !part.contains(element)) return null;
  const selectable = typeof element.selectionStart === "number";
  return {
    id: element.id,
    row: element.closest("[data-row]")?.dataset.row,
    name: element.getAttribute("name"),
    href: element.getAttribute("href"),
    start: selectable ? element.selectionStart : null,
    end: selectable ? element.selectionEnd : null,
  };
}

function find(part, was) {
  if (was.id) return document.getElementById(was.id);
  const within = was.row ? part.querySelector(`[data-row="${CSS.escape(was.row)}"]`) ?? part : part;
  if (was.name) return within.querySelector(`[name="${CSS.escape(was.name)}"]`);
  if (was.href) {
    return within.querySelector(`[href="${CSS.escape(was.href)}"]`) ?? (was.row && within !== part ? within.querySelector("a[href]") : null);
  }
  return was.row && within !== part ? within.querySelector("a[href], button") : null;
}

/** Give the cursor back; when the element is gone, the part itself takes it so that reading goes on there. */
export function restoreFocus(part, was) {
  if (!was) return;
  const element = find(part, was);
  if (element) {
    element.focus({ preventScroll: true });
    if (was.start !== null && typeof element.setSelectionRange === "function") {
      try { element.setSelectionRange(was.start, was.end); } catch { /* a kind of field without a selection */ }
    }
    return;
  }
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
