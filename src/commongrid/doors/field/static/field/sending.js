// Sends what waits, one after the other, by whoever holds the lock: a page or the worker script, never two at once.
// Sending again never makes two: the form carries its key, and photos are told apart by their content.
import * as outbox from "./outbox.js";
import { unseal, db } from "./store.js";

const PIECE = 256 * 1024;
const PATIENCE = 60_000;

export class SignedOut extends Error {}

// Returns {account, left}; throws where there is no signal. `only` sends just one entry.
export async function send(only = "") {
  return navigator.locks.request("field-outbox", async () => {
    const hello = await ask("/field/hello/").then((answer) => answer.json());
    if (!hello.account) throw new SignedOut();
    const waits = (one) => one.account === hello.account && (one.state === "waiting" || one.state === "sending");
    for (const entry of (await outbox.all()).filter((one) => waits(one) && (!only || one.id === only))) await sendOne(entry, hello.csrf);
    return { account: hello.account, left: (await outbox.all()).filter(waits).length };
  });
}

async function sendOne(entry, csrf) {
  await outbox.mark(entry.id, "sending");
  const form = await outbox.formOf(entry);
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  try {
    for (const photo of await sealedPhotos(entry.id)) body.append(`${photo.field}_sent`, await upload(photo, csrf));
    body.append("captured_at", form.captured_at);
    body.append("sent_at", new Date().toISOString());
    const answer = await ask(form.url, { method: "POST", body, headers: { "X-CSRFToken": csrf, "X-Sending": "1" } });
    await settle(entry.id, await answer.json());
  } catch (fault) {
    if (!(fault instanceof NotTaken)) {
      await outbox.mark(entry.id, "waiting");
      throw fault;
    }
    await outbox.mark(entry.id, "refused", { words: fault.message ? [fault.message] : [], status: fault.status });
  }
}

const settle = (id, told) => (told.state === "done" ? outbox.sent(id, told) : outbox.mark(id, told.state, told));
const sealedPhotos = async (id) => (await db()).getAll("photos", IDBKeyRange.bound([id, 0], [id, Infinity]));

// tus 1.0.0: begin (the same photo is the same upload), then piece by piece from where the last one arrived.
async function upload(photo, csrf) {
  const bytes = await unseal(photo);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const common = { "X-CSRFToken": csrf, "Tus-Resumable": "1.0.0" };
  const told = { "Upload-Length": `${bytes.byteLength}`, "Upload-Metadata": `sha256 ${btoa(String.fromCharCode(...digest))}` };
  const begun = await ask("/field/parts/", { method: "POST", headers: { ...common, ...told } });
  const where = begun.headers.get("Location");
  let there = Number(begun.headers.get("Upload-Offset"));
  while (there < bytes.byteLength) {
    const headers = { ...common, "Upload-Offset": `${there}`, "Content-Type": "application/offset+octet-stream" };
    const answer = await ask(where, { method: "PATCH", headers, body: bytes.slice(there, there + PIECE) }, [409]);
    there = Number(answer.headers.get("Upload-Offset"));
  }
  return where.split("/").at(-2);
}

class NotTaken extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

// Throws NotTaken where the centre says no for good, SignedOut, or any other error where it is worth trying again.
async function ask(url, options = {}, also = []) {
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
  if (answer.type === "opaqueredirect") throw new SignedOut();
  if (answer.ok || also.includes(answer.status)) return answer;
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) throw new Error(`answered ${answer.status}`);
  const isPlain = answer.headers.get("Content-Type")?.startsWith("text/plain");
  throw new NotTaken(answer.status, isPlain ? await answer.text() : "");
}
