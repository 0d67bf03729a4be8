// What the field keeps on this device: sealed with a key the browser holds and never gives out (Web Cryptography, AES-GCM).
// Used by pages and by the worker script alike, so nothing here knows of a document.
import { openDB, deleteDB } from "../vendor/idb.js";

const NAME = "field";
let opened;

export const isAble = () => Boolean(globalThis.isSecureContext && globalThis.indexedDB && globalThis.crypto?.subtle);

export function db() {
  opened ??= openDB(NAME, 1, {
    upgrade(made) {
      made.createObjectStore("keys");
      made.createObjectStore("notes");
      made.createObjectStore("pages", { keyPath: "url" });
      made.createObjectStore("drafts", { keyPath: "name" });
      made.createObjectStore("outbox", { keyPath: "id" }).createIndex("order", "order");
      made.createObjectStore("photos", { keyPath: ["owner", "n"] });
    },
    // Signing out in another window takes everything away: do not stand in its way.
    blocking() {
      opened?.then((one) => one.close());
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

async function key() {
  const kept = await (await db()).get("keys", "own");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Two windows may come here at once: the first key that is there is the key.
  await (await db()).add("keys", made, "own").catch(() => undefined);
  return (await db()).get("keys", "own");
}

export async function seal(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes) };
}

export const unseal = async ({ iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
export const sealWords = async (told) => seal(new TextEncoder().encode(JSON.stringify(told)));
export const unsealWords = async (kept) => JSON.parse(new TextDecoder().decode(await unseal(kept)));

// Small things that are no secret: who the device belongs to, when it was last filled.
export const note = async (name) => (await db()).get("notes", name);
export const setNote = async (name, value) => (await db()).put("notes", value, name);

// Everything of one person, or all but what waits to be sent (it stays sealed until they come back).
export async function wipe({ all }) {
  if (!all) {
    const made = await db();
    await made.clear("pages");
    return made.delete("notes", "filled");
  }
  opened?.then((one) => one.close());
  opened = undefined;
  await deleteDB(NAME);
  for (const name of await caches.keys()) await caches.delete(name);
}

const STAYS = new Set(["/field/", "/field/found/", "/field/queue/", "/field/not-held/"]);

// The device is full: what can be fetched again goes first, all but the pages one cannot go on without.
export async function makeRoom() {
  const made = await db();
  for (const url of await made.getAllKeys("pages")) if (!STAYS.has(url)) await made.delete("pages", url);
  for (const name of await caches.keys()) if (name !== "field-files") await caches.delete(name);
}

export const isFull = (fault) => fault?.name === "QuotaExceededError" || fault?.inner?.name === "QuotaExceededError";
