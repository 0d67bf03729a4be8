// The page of what waits: one card for each, what it says, how it stands, and what can be done about it.
import { say } from "../look/js/toast.js";
import { element, icon } from "../look/js/words.js";
import * as outbox from "./outbox.js";
import { send, SignedOut } from "./sending.js";
import { account, word } from "./words.js";

// Hundreds may wait: the first are shown, and while they are sent the page is drawn once a second.
const PAUSE = 1_000;
const MOST = 30;

export function start(list) {
  let waiting;
  outbox.onChange(() => (waiting ??= setTimeout(() => {
    waiting = undefined;
    draw(list);
  }, PAUSE)));
  document.querySelector("[data-send-now]")?.addEventListener("click", async (event) => {
    event.target.setAttribute("aria-busy", "true");
    await send().catch((fault) => say(word(fault instanceof SignedOut ? "signedOut" : "noSignal"), "alert-triangle"));
    event.target.removeAttribute("aria-busy");
  });
  return draw(list);
}

async function draw(list) {
  const all = await outbox.all();
  const mine = all.filter((one) => one.account === account);
  const cards = [];
  const first = [...mine.filter((one) => outbox.OPEN.has(one.state)), ...mine.filter((one) => one.state === "done")];
  for (const entry of first.slice(0, MOST)) cards.push(await card(entry));
  if (mine.length > MOST) cards.push(element("li", { class: "small muted" }, word("more", mine.length - MOST)));
  const others = all.length - mine.length;
  if (others) cards.push(element("li", { class: "card" }, element("p", { class: "small muted" }, word("others", others))));
  list.replaceChildren(...cards);
  const open = mine.some((one) => one.state === "waiting" || one.state === "sending");
  document.querySelector("[data-queue-empty]").hidden = cards.length > 0;
  document.querySelector("[data-send-now]").hidden = !open;
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function card(entry) {
  const form = await outbox.formOf(entry);
  const answer = await outbox.answerOf(entry);
  const head = element("div", { class: "split" }, element("h2", {}, form.title), chip(entry.state));
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(form.captured_at));
  const size = entry.photos ? `${word("photos", entry.photos)} · ${word("megabytes", (entry.size / 1e6).toFixed(1))}` : "";
  const line = element("p", { class: "small muted" }, [when, size].filter(Boolean).join(" · "));
  const facts = element("dl", { class: "facts" }, ...form.shown.flatMap(([label, words]) => [element("dt", {}, label), element("dd", {}, words)]));
  const parts = [head, line];
  if (entry.state === "done") parts.push(element("p", { class: "small" }, answer?.words?.join(" ") ?? ""));
  else if (answer?.words?.length) parts.push(element("p", { class: "banner banner-soon" }, icon("info-circle", 20), element("span", {}, answer.words.join(" "))));
  if (entry.state === "conflict") parts.push(element("h3", {}, word("mine")), facts, element("h3", {}, word("theirs")), meanwhile(answer));
  else if (entry.state !== "done" && form.shown.length) parts.push(facts);
  return element("li", { class: "card stack stack-8", id: entry.id }, ...parts, buttons(entry, form, answer));
}

const chip = (state) => element("span", { class: `chip${state === "done" ? " chip-time" : state === "waiting" || state === "sending" ? "" : " chip-soon"}` }, word(`state${state[0].toUpperCase()}${state.slice(1)}`));

function meanwhile(answer) {
  const lines = (answer.meanwhile ?? []).map((one) => element("li", {}, element("div", {}, one.words, one.quote ? element("blockquote", { class: "quote" }, one.quote) : "")));
  return element("ol", { class: "timeline" }, ...lines);
}

function buttons(entry, form, answer) {
  const row = element("div", { class: "buttons" });
  if (entry.state === "done" && answer?.url) row.append(element("a", { class: "button button-text", href: answer.url }, word("open")));
  if (entry.state === "conflict" && answer.note) row.append(button("message-plus", "keepAsNote", () => keepAsNote(entry, form, answer.note), "button-outline"));
  if (/waiting|back|refused/.test(entry.state)) {
    const to = `${form.url}${form.url.includes("?") ? "&" : "?"}edit=${entry.id}`;
    row.append(element("a", { class: "button button-outline", href: to }, icon("pencil", 20), word("edit")));
  }
  if (entry.state === "refused") row.append(button("refresh", "again", () => outbox.mark(entry.id, "waiting").then(() => send(entry.id))));
  if (entry.state !== "sending") row.append(button("trash", entry.state === "done" ? "hide" : "drop", () => drop(entry)));
  return row;
}

function button(name, label, act, look = "button-text") {
  const made = element("button", { class: `button ${look}`, type: "button" }, icon(name, 20), word(label));
  made.addEventListener("click", () => act());
  return made;
}

// Mine is not lost where somebody was quicker: it is added to the case as a note, photos and all.
async function keepAsNote(entry, form, url) {
  const words = [...form.shown.map(([label, text]) => `${label}${word("colon")}${text}`)].join("\n") || form.title;
  const told = { ...form, url, fields: [["key", entry.id], ["text", words.slice(0, 1000)]], title: `${word("note")}${word("colon")}${form.title}` };
  const photos = (await outbox.photosOf(entry.id)).map((one) => ({ ...one, field: "photos" }));
  await outbox.put(entry.account, entry.id, told, photos);
  await send(entry.id).catch(() => undefined);
}

async function drop(entry) {
  if (entry.state !== "done" && !confirm(word("sureDrop"))) return;
  await outbox.remove(entry.id);
}
