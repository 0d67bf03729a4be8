// A toast leaves after ten seconds, but never while it is pointed at or holds the focus.
import { element, icon } from "./words.js";

const STAYS = 10_000;

export function start(toast) {
  if (toast.classList.contains("toast-still")) return;
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2_000) : toast.remove());
  setTimeout(leave, STAYS);
}

// say("text") from another script: without undo, read out politely.
export function say(text, name = "checks") {
  const toast = element("div", { class: "toast", "data-toast": true }, icon(name, 20), element("span", {}, text));
  document.getElementById("toasts")?.append(toast);
  start(toast);
}
