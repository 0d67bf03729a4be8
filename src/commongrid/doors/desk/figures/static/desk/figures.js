// What a page of figures can do with scripts: copy its own address, print itself.
import { say } from "../look/js/toast.js";

for (const button of document.querySelectorAll("[data-send]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.send || location.href.split("#")[0]);
    say(button.dataset.done);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.closest("details")?.removeAttribute("open");
    window.print();
  });
}

// A page on a wall is drawn anew every few minutes, as long as somebody looks at it.
const renew = Number(document.body.dataset.renew);
if (renew) setInterval(() => document.visibilityState === "visible" && navigator.onLine && location.reload(), renew * 1000);
