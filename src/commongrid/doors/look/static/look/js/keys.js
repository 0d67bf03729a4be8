// Keyboard: each [data-key] is pressed by its key; j/k move over [data-row]; x selects; / searches; ? tells all keys.
import { element, icon, word } from "./words.js";

let isListening = false;

export function start() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => event.target.closest?.("[data-help]") && help());
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || (document.querySelector("dialog[open]") && event.key !== "?")) return;
  const key = event.key === "Enter" ? "enter" : event.key.toLowerCase();
  if (key === "enter" && event.target.closest("a, button, summary, label, [role=button]") && !isOpenRow(event.target)) return;
  const does = { j: () => move(1), k: () => move(-1), x: () => select(event.shiftKey), "/": search, "?": help }[key];
  const found = shown(`[data-key="${CSS.escape(key)}"]`)[0];
  if (!found && !does) return;
  event.preventDefault();
  if (found) {
    stand();
    found.click();
  } else does();
}

// A key leaves the focus on the open row, so that closing a sheet gives Enter back to the suggestion.
const stand = () =>
  document.activeElement === document.body && document.querySelector("[data-row][aria-current=true] a")?.focus({ preventScroll: true });

// Enter on a row opens it; on the row that is open already it is the key of the case beside it.
const isOpenRow = (target) => target.matches("a") && !!target.closest("[data-row][aria-current=true], [data-row]:has([aria-current=true])");

const isTyping = (target) =>
  target.isContentEditable || !!target.closest("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

const shown = (selector) =>
  [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.disabled && !one.closest(".toast-still"));

function move(step) {
  const rows = shown("[data-row]");
  if (!rows.length) return;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const here = focused >= 0 ? focused : rows.findIndex((row) => row.matches("[aria-current=true]"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
  const link = next.querySelector("a") ?? next;
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (!next.closest("[data-rows-follow]")) return;
  for (const row of rows) row.toggleAttribute("aria-current", false);
  next.setAttribute("aria-current", "true");
  link.click();
}

let lastSelected = null;

function select(isRange) {
  const rows = shown("[data-row]").filter((row) => row.querySelector(".row-check"));
  const here = rows.find((row) => row.contains(document.activeElement)) ?? rows.find((row) => row.matches("[aria-current=true]"));
  if (!here) return;
  const box = here.querySelector(".row-check");
  const span = [rows.indexOf(here), isRange && lastSelected ? rows.indexOf(lastSelected) : rows.indexOf(here)].sort((a, b) => a - b);
  const wanted = !box.checked;
  for (const row of rows.slice(span[0], span[1] + 1)) {
    const one = row.querySelector(".row-check");
    one.checked = wanted;
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }
  lastSelected = here;
}

function search() {
  const field = shown("[data-search]")[0];
  field?.focus();
  field?.select();
}

const cap = (key) => element("kbd", { class: "keycap" }, key === "enter" ? icon("corner-down-left", 14) : key.toUpperCase());

function help() {
  document.getElementById("keys-help")?.remove();
  const lines = shown("[data-key]").map((one) => [one.dataset.key, words(one)]);
  if (shown("[data-row]").length) lines.push(["J", word("down")], ["K", word("up")]);
  if (shown(".row-check").length) lines.push(["X", word("select")]);
  if (shown("[data-search]").length) lines.push(["/", word("search")]);
  const rows = lines.map(([key, text]) => element("div", {}, text, cap(key)));
  const close = element("form", { method: "dialog" }, element("button", { class: "button button-icon", "aria-label": word("close") }, icon("x")));
  const head = element("div", { class: "dialog-head" }, element("h2", { id: "keys-title" }, word("keys")), close);
  const dialog = element("dialog", { class: "dialog", id: "keys-help", "aria-labelledby": "keys-title" }, head, element("div", { class: "keys-list" }, ...rows));
  document.body.append(dialog);
  dialog.showModal();
}

function words(one) {
  const copy = one.cloneNode(true);
  copy.querySelectorAll(".keycap, svg").forEach((part) => part.remove());
  return one.getAttribute("aria-label") ?? copy.textContent.trim();
}
