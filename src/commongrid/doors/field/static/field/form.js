// <form data-outbox="name" data-outbox-title="…">: kept on the device while it is filled in, photos too; sent now if there is
// signal, else later. Where the browser cannot seal, the form is an ordinary one and only its words are kept.
import { say } from "../look/js/toast.js";
import * as drafts from "./drafts.js";
import * as outbox from "./outbox.js";
import { send } from "./sending.js";
import { isAble } from "./store.js";
import { fill, filled, go, replaceErrors, shownOf } from "./page.js";
import { account, home, word } from "./words.js";

const SOON = 9_000;
const PLACED = new Set(["lon", "lat", "address"]);

export async function start(form) {
  if (!isAble()) return (await import("../look/js/draft.js")).start(form);
  // A page this device holds carries the key of the day it was fetched: every filling has its own.
  form.elements.key.value = crypto.randomUUID();
  // A held form asked for at a place: what the centre would have filled in from the address is filled in here.
  if (document.getElementById("held")) fill(form, [...new URLSearchParams(location.search)].filter(([name]) => PLACED.has(name)));
  const says = form.querySelector("[data-draft-words]");
  if (await drafts.restore(form, new URLSearchParams(location.search).get("edit") ?? "")) says?.replaceChildren(word("restored"));
  let waiting;
  const keep = () => drafts.keep(form).then((kept) => says?.replaceChildren(kept ? word("draft") : ""), () => say(word("full"), "alert-triangle"));
  // A photo counts once its own script has made it small and says "shots".
  const later = (event) => {
    if (event.target.type === "file" && event.type !== "shots") return;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  };
  for (const kind of ["input", "change", "shots"]) form.addEventListener(kind, later);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "do" || isPlain(form)) return;
    event.preventDefault();
    clearTimeout(waiting);
    take(form, event.submitter);
  });
}

// What only leads on from page to page (reading) is kept without signal and is an ordinary form with it.
const isPlain = (form) => form.dataset.outboxNext && navigator.onLine && !document.getElementById("held");

async function take(form, button) {
  if (form.dataset.busy) return;
  form.dataset.busy = "true";
  button?.setAttribute("aria-busy", "true");
  try {
    await keepAndSend(form, button);
  } catch {
    // The device is full even after making room: what is on the page stays on the page.
    say(word("full"), "alert-triangle");
  } finally {
    delete form.dataset.busy;
    button?.removeAttribute("aria-busy");
  }
}

// The address of the form, with what makes it another form; not with where one stood.
function here() {
  const again = new URLSearchParams(location.search).get("again");
  return location.pathname + (again ? `?again=${again}` : "");
}

async function keepAndSend(form, button) {
  const { fields, photos } = filled(form, button);
  const id = form.elements.key.value;
  const told = { url: form.getAttribute("action") || here(), title: form.dataset.outboxTitle ?? document.title, fields, shown: shownOf(form), captured_at: new Date().toISOString(), name: form.dataset.outbox };
  await outbox.put(account, id, told, photos);
  const registered = await navigator.serviceWorker?.getRegistration("/field/");
  registered?.sync?.register("field-outbox").catch(() => undefined);
  if (navigator.onLine) await Promise.race([send(id).catch(() => undefined), new Promise((done) => setTimeout(done, SOON))]);
  const entry = await outbox.get(id);
  const answer = entry ? await outbox.answerOf(entry) : null;
  if (entry?.state === "back") {
    // What arrived is kept there; the words are still on this page.
    await outbox.remove(id);
    return replaceErrors(form, answer.words);
  }
  await drafts.remove(form);
  if (entry?.state === "done") return go(answer.url, answer.words);
  if (entry?.state === "conflict" || entry?.state === "refused") return go(`/field/queue/#${id}`, []);
  return go(form.dataset.outboxNext || home, [word("kept")]);
}
