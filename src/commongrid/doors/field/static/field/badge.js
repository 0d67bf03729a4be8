// What waits to be sent, wherever the page says so: beside the heading, and on the lines of today's list.
import { icon } from "../look/js/words.js";
import * as outbox from "./outbox.js";
import { account, word } from "./words.js";

const PAUSE = 500;

export function start(badge) {
  let waiting;
  // Hundreds may be sent one after the other: the page says so now and then, not each time.
  const show = () => (waiting ??= setTimeout(() => {
    waiting = undefined;
    draw(badge).catch(() => undefined);
  }, PAUSE));
  addEventListener("online", show);
  addEventListener("offline", show);
  outbox.onChange(show);
  draw(badge).catch(() => undefined);
}

async function draw(badge) {
  const { open, asks } = await outbox.counts(account);
  // The server reads it when somebody signs out: what was not sent is asked about first.
  document.cookie = `waiting=${open}; path=/; SameSite=Lax; max-age=${open ? 30 * 24 * 3600 : 0}`;
  const held = document.getElementById("held");
  const isOut = !navigator.onLine;
  badge.hidden = !isOut && !open && !held;
  const words = [isOut ? word("offline") : "", asks ? word("asks", asks) : open ? word("waits", open) : "", held ? word("asOf", clock(Number(held.dataset.at))) : ""];
  badge.querySelector("[data-offline-words]").textContent = words.filter(Boolean).join(" · ");
  await markLines();
}

const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

// What was done here already and only has to be sent is not to be done again.
async function markLines() {
  const done = new Set();
  for (const entry of await outbox.all()) {
    if (entry.state === "waiting" || entry.state === "sending") done.add((await outbox.formOf(entry)).url.split("?")[0]);
  }
  for (const line of document.querySelectorAll("a.duty, .card-late a.button-outline")) {
    const isDone = done.has(new URL(line.href).pathname);
    line.classList.toggle("is-kept", isDone);
    if (isDone && !line.querySelector(".duty-kept")) {
      const says = document.createElement("span");
      says.className = "duty-kept";
      says.append(icon("clock", 18), word("doneHere"));
      (line.querySelector(".duty-title")?.parentElement ?? line).append(says);
    }
    if (!isDone) line.querySelector(".duty-kept")?.remove();
  }
}
