// Time fields take `n` and `-10` as they are: the server works out the time, once, by its own clock, and
// sends it back as a value. This module writes such values into fields, never under a person's fingers.

/** Write the server's values into fields that still hold what was sent and do not have the cursor. */
export function settle(form, values, sent) {
  for (const [name, value] of Object.entries(values ?? {})) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLElement) || field === document.activeElement) continue;
    if (field.value === sent.get(name) && field.value !== value) field.value = value;
  }
}
