// The few words scripts must say themselves. They follow amhp.calendar (say_left, say_time) to the letter;
// a browser test compares the two over a table of lengths.

const LONDON = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const MINUTE = 60_000;
const LONGEST_IN_HOURS = 72 * 60 * MINUTE;

/** A length in milliseconds: "28 m", "1 h 12 m", "4 d 22 h"; rounded down, its size when negative. */
export function span(length) {
  const size = Math.abs(length);
  const minutes = Math.floor(size / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (size > LONGEST_IN_HOURS) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  return hours ? `${hours} h ${String(minutes % 60).padStart(2, "0")} m` : `${minutes} m`;
}

/** Civil time of day in London with seconds, "14:20:05", whatever zone the computer is set to. */
export function clockSeconds(moment) {
  return LONDON.format(moment);
}

/** Civil time of day in London, "14:20". */
export function clockTime(moment) {
  return clockSeconds(moment).slice(0, 5);
}

/** Say a sentence to people who listen, once, without taking the cursor. */
export function announce(sentence) {
  const place = document.getElementById("announce");
  if (!place) return;
  place.textContent = "";
  setTimeout(() => { place.textContent = sentence; }, 50);
}
