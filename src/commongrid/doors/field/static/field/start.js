// The field's own scripts: what only the field needs, and what keeps it going without signal.
import { say } from "../look/js/toast.js";
import { fill } from "./holding.js";
import * as drafts from "./drafts.js";
import * as outbox from "./outbox.js";
import { send, SignedOut } from "./sending.js";
import { isAble, note } from "./store.js";
import { said } from "./page.js";
import { account, word } from "./words.js";

const AGAIN = 30_000;
const FILL_AGAIN = 5 * 60_000;
const PARTS = [
  ["form[data-outbox]", () => import("./form.js")],
  ["[data-badge]", () => import("./badge.js")],
  ["[data-queue]", () => import("./queue.js")],
  ["#matter", () => import("./choosing.js")],
  ["[data-here]", () => import("./nearest.js")],
  ["[data-locating]", () => import("./locating.js")],
  ["form[data-standing]", () => import("./standing.js")],
  ["form[data-quiz]", () => import("./quiz.js")],
  ["form[data-finding]", () => import("./finding.js")],
];

// Pages are only held where something can show them: a browser without a worker script still keeps and sends forms.
let isHeld = false;

async function start() {
  for (const [selector, load] of PARTS) {
    for (const one of document.querySelectorAll(selector)) {
      const part = await load();
      await part.start(one);
      one.dataset.able = "true";
    }
  }
  said().forEach((words) => say(words));
  if (!isAble()) return;
  isHeld = Boolean(await navigator.serviceWorker?.register("/field/sw.js", { scope: "/field/", type: "module", updateViaCache: "none" }).catch(() => null));
  navigator.storage?.persist?.();
  await Promise.all([drafts.tidy(), outbox.tidy()]);
  addEventListener("online", tend);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tend());
  setInterval(tend, AGAIN);
  await tend();
  document.documentElement.dataset.tended = "true";
}

// Send what waits, then fill the device with what changed; without signal neither is missed until it is back.
async function tend() {
  if (!navigator.onLine || document.visibilityState === "hidden") return;
  try {
    const before = (await outbox.all()).filter((one) => one.state === "waiting").length;
    const sent = before ? await send().catch(stayed) : null;
    if (before && sent && !sent.left) say(word("allSent"));
    const isNew = account !== (await note("account"));
    const isStale = isNew || sent || document.getElementById("held") || Date.now() - ((await note("filled")) ?? 0) > FILL_AGAIN;
    if (!isStale || !isHeld) return;
    const hello = await fetch("/field/hello/").then((answer) => answer.json());
    await fill(hello);
    // A list that was shown from this device is shown anew; a form in which somebody writes is left alone.
    if (document.getElementById("held") && !document.querySelector("form[data-outbox]")) location.reload();
  } catch {
    // The line broke again: the next time will do.
  }
}

const stayed = (fault) => void (fault instanceof SignedOut && say(word("signedOut"), "alert-triangle"));

start();
