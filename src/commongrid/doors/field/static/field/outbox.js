// What was filled in and waits to be sent, in order. Written before anything is sent, taken away only when the centre has it.
import { db, isFull, makeRoom, seal, sealWords, unseal, unsealWords } from "./store.js";

const channel = new BroadcastChannel("field-outbox");
const KEEPS = 24 * 3600 * 1000;
// waiting · sending · back (something to mend) · conflict (somebody was quicker) · refused · done
export const OPEN = new Set(["waiting", "sending", "back", "conflict", "refused"]);
let last = 0;

// A channel does not hear itself, so this page's own listeners are told beside it.
const here = new EventTarget();
export const changed = () => {
  channel.postMessage("changed");
  here.dispatchEvent(new Event("change"));
};
export const onChange = (hear) => {
  channel.addEventListener("message", hear);
  here.addEventListener("change", hear);
};

// photos: [{field, file}]; form: {url, title, fields: [[name, value]], shown: [[label, words]], captured_at}
export async function put(account, id, form, photos) {
  last = Math.max(last + 1, Date.now());
  const size = photos.reduce((sum, one) => sum + one.file.size, 0);
  const words = await sealWords(form);
  const entry = { id, account, order: last, state: "waiting", at: Date.now(), photos: photos.length, size, words };
  const sealed = await sealPhotos(id, photos);
  try {
    await write(entry, sealed);
  } catch (fault) {
    if (!isFull(fault)) throw fault;
    await makeRoom();
    await write(entry, sealed);
  }
  changed();
  return entry;
}

export async function sealPhotos(owner, photos) {
  const sealed = [];
  for (const [n, { field, file }] of photos.entries()) {
    sealed.push({ owner, n, field, name: file.name, type: file.type, ...(await seal(await file.arrayBuffer())) });
  }
  return sealed;
}

async function write(entry, sealed) {
  const work = (await db()).transaction(["outbox", "photos"], "readwrite");
  work.objectStore("outbox").put(entry);
  work.objectStore("photos").delete(IDBKeyRange.bound([entry.id, 0], [entry.id, Infinity]));
  for (const photo of sealed) work.objectStore("photos").put(photo);
  await work.done;
}

export const all = async () => (await db()).getAllFromIndex("outbox", "order");
export const get = async (id) => (await db()).get("outbox", id);
export const formOf = (entry) => unsealWords(entry.words);

export async function photosOf(owner) {
  const kept = await (await db()).getAll("photos", IDBKeyRange.bound([owner, 0], [owner, Infinity]));
  return Promise.all(kept.map(async (one) => ({ field: one.field, file: new File([await unseal(one)], one.name, { type: one.type }) })));
}

export async function counts(account) {
  const mine = (await all()).filter((one) => OPEN.has(one.state) && one.account === account);
  const asks = mine.filter((one) => one.state !== "waiting" && one.state !== "sending");
  return { open: mine.length, asks: asks.length };
}

export async function mark(id, state, told = null) {
  const made = await db();
  const entry = await made.get("outbox", id);
  if (!entry) return;
  await made.put("outbox", { ...entry, state, answer: told ? await sealWords(told) : entry.answer });
  changed();
}

export const answerOf = async (entry) => (entry.answer ? unsealWords(entry.answer) : null);

export async function remove(id) {
  const work = (await db()).transaction(["outbox", "photos"], "readwrite");
  work.objectStore("outbox").delete(id);
  work.objectStore("photos").delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
  await work.done;
  changed();
}

// Sent: the photos go at once, the line that says so by tomorrow.
export async function sent(id, answer) {
  await (await db()).delete("photos", IDBKeyRange.bound([id, 0], [id, Infinity]));
  await mark(id, "done", answer);
}

export async function tidy() {
  for (const entry of await all()) if (entry.state === "done" && Date.now() - entry.at > KEEPS) await remove(entry.id);
}
