// What is being filled in, with its photos: there again after the phone was closed, for a week.
import { sealPhotos, formOf, get, photosOf, remove as removeEntry } from "./outbox.js";
import { db, isFull, makeRoom, sealWords, unsealWords } from "./store.js";
import { fill, fillPhotos, filled } from "./page.js";

const KEEPS = 7 * 24 * 3600 * 1000;
const owner = (name) => `draft:${name}`;

export async function keep(name, form) {
  const { fields, photos } = filled(form);
  const isEmpty = !photos.length && !fields.some(([field, value]) => value && !/^(key|seq|lon|lat|address|.*_boxes)$/.test(field));
  if (isEmpty) {
    await remove(name);
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
  const entry = edit ? await get(edit) : null;
  const draft = await (await db()).get("drafts", form.dataset.outbox);
  if (!entry && !(draft && Date.now() - draft.at < KEEPS)) return false;
  const { fields } = entry ? await formOf(entry) : await unsealWords(draft.words);
  const photos = await photosOf(entry ? entry.id : owner(form.dataset.outbox));
  fill(form, fields.filter(([name]) => name !== "seq" || entry));
  await fillPhotos(form, photos, fields);
  if (entry) {
    // From here on it is a draft again; it keeps its key, so what arrived of it already is not doubled.
    await keepRestored(form.dataset.outbox, entry, photos);
    await removeEntry(entry.id);
  }
  return true;
}

async function keepRestored(name, entry, photos) {
  const work = (await db()).put("drafts", { name, at: Date.now(), words: entry.words });
  await work;
  const sealed = await sealPhotos(owner(name), photos);
  for (const photo of sealed) await (await db()).put("photos", photo);
}

export async function remove(name) {
  const work = (await db()).transaction(["drafts", "photos"], "readwrite");
  work.objectStore("drafts").delete(name);
  work.objectStore("photos").delete(IDBKeyRange.bound([owner(name), 0], [owner(name), Infinity]));
  await work.done;
}

export async function tidy() {
  for (const draft of await (await db()).getAll("drafts")) if (Date.now() - draft.at > KEEPS) await remove(draft.name);
}
