// What is typed on a phone is kept there encrypted (AES-256-GCM). The key cannot be exported and lies in this
// browser; signing out throws it away, and nothing that was kept can be read any more. It stops the casual
// reading of a phone's files, not somebody who holds the phone unlocked (docs/decisions).

const NAME = "onenumber-phone";
const KEY = "key";
let opened = null;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Whether this browser can keep anything: it needs HTTPS (or this machine itself). */
export const canKeep = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("items");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function store(name, mode = "readonly") {
  return (await open()).transaction(name, mode).objectStore(name);
}

async function key() {
  const kept = await done((await store("keys")).get(KEY));
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  try {
    await done((await store("keys", "readwrite")).add(made, KEY));
    return made;
  } catch {
    return done((await store("keys")).get(KEY)); // another tab made one in the same moment
  }
}

/** Keep a value under an id; the ids are chance, the value is encrypted. */
export async function put(id, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const blob = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
  await done((await store("items", "readwrite")).put({ iv, blob }, id));
}

async function readable(row) {
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await key(), row.blob);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null; // of a key that was thrown away
  }
}

/** One value, or null. */
export async function get(id) {
  const row = await done((await store("items")).get(id));
  return row ? readable(row) : null;
}

/** Everything kept, as [id, value]; what cannot be read any more is left out. */
export async function all() {
  const items = await store("items");
  const [ids, rows] = await Promise.all([done(items.getAllKeys()), done(items.getAll())]);
  const values = await Promise.all(rows.map(readable));
  return ids.map((id, place) => [id, values[place]]).filter(([, value]) => value !== null);
}

export async function remove(id) {
  await done((await store("items", "readwrite")).delete(id));
}

/** At sign-out: the key first, then what it locked. */
export async function wipe() {
  await done((await store("keys", "readwrite")).clear());
  await done((await store("items", "readwrite")).clear());
}
