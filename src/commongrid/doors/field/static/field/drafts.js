// What is being filled in, with its photos: there again after the phone was closed, for a week.
import { sealPhotos, formOf, get, photosOf, remove as removeEntry } from "./outbox.js";
import { db, isFull, makeRoom, sealWords, unsealWords } from "./store.js";
import { fill, fillPhotos, filled } from "./page.js";
import { account } from "./words.js";

const KEEPS = 7 * 24 * 3600 * 1000;
// Whoever signs in next on this phone does not find what another one began.
const named = (form) => `${account}:${form.dataset.outbox}`;
const owner = (name) => `draft:${name}`;

export async function keep(form) {
  const name = named(form);
  const { fields, photos } = filled(form);
  const isEmpty = !photos.length && !fields.some(([field, value]) => value && !/^(key|seq|lon|lat|address|.*_boxes)$/.test(field));
  if (isEmpty) {
    await drop(name);
    return false;
  }
  const sealed = await sealPhotos(owner(name), photos);
  const words = await sealWords({ fields });
  const write = async () => {
    const work = (await db()).transaction(["drafts", "photos"], "readwrite");
    work.objectStore("drafts").put({ name, at: Date.now(), words });
    work.objectStore("photos").delete(IDBKeyRange.bound([owner(name), 0], [owner(name), Infinity]));
    for (const photo of sealed) work.objectStore("photos").put(photo);
    await work.done;
    form.dataset.kept = photos.length;
  };
  await write().catch(async (fault) => {
    if (!isFull(fault)) throw fault;
    await makeRoom();
    await write();
  });
  return true;
}

// A draft of this form, or the entry of the outbox that is to be changed; true if something was put back.
export async function restore(form, edit) {
  const asked = edit ? await get(edit) : null;
  const entry = asked?.account === account ? asked : null;
  const name = named(form);
  const draft = await (await db()).get("drafts", name);
  if (!entry && !(draft && Date.now() - draft.at < KEEPS)) return false;
  const { fields } = entry ? await formOf(entry) : await unsealWords(draft.words);
  const photos = await photosOf(entry ? entry.id : owner(name));
  fill(form, fields.filter(([field]) => field !== "seq" || entry));
  await fillPhotos(form, photos, fields);
  if (entry) {
    // From here on it is a draft again; it keeps its key, so what arrived of it already is not doubled.
    await keepRestored(name, entry, photos);
    await removeEntry(entry.id);
  }
  return true;
}

async function keepRestored(name, entry, photos) {
  await (await db()).put("drafts", { name, at: Date.now(), words: entry.words });
  const sealed = await sealPhotos(owner(name), photos);
  for (const photo of sealed) await (await db()).put("photos", photo);
}

export const remove = (form) => drop(named(form));

async function drop(name) {
  const work = (await db()).transaction(["drafts", "photos"], "readwrite");
  work.objectStore("drafts").delete(name);
  work.objectStore("photos").delete(IDBKeyRange.bound([owner(name), 0], [owner(name), Infinity]));
  await work.done;
}

export async function tidy() {
  for (const draft of await (await db()).getAll("drafts")) if (Date.now() - draft.at > KEEPS) await drop(draft.name);
}
