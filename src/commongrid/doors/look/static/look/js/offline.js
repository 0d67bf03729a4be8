// The badge that says there is no signal; data-count on it tells how many wait to be sent.
import { word } from "./words.js";

export function start(badge) {
  const show = () => {
    badge.hidden = navigator.onLine;
    badge.querySelector("[data-offline-words]").textContent = badge.dataset.words || word("offline");
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
