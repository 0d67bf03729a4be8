// The desk beside what look gives: sheets of acts, the pane on narrow screens, the choice of queues by G.
const pane = () => document.getElementById("main");
const sheet = () => document.getElementById("act");
let lastQueue = null;

// Where the case has no column of its own, a row is a plain link to its page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[hx-target='#main']");
  if (link && !pane()?.checkVisibility()) event.stopImmediatePropagation();
}, true);

document.addEventListener("htmx:after:swap", () => {
  const dialog = sheet();
  if (dialog?.childElementCount && !dialog.open) dialog.showModal();
  dialog?.querySelector(".error-summary, .form :is(select, textarea, input:not([type=hidden]))")?.focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-close]") && event.target !== sheet()) return;
  if (!sheet()?.open) return;
  event.preventDefault();
  sheet().close();
});

document.addEventListener("close", (event) => event.target === sheet() && sheet().replaceChildren(), true);

// Boxes drawn over a photo are sent with the form that asked for them.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-blur]");
  if (!form || form.elements.boxes.value) return;
  event.preventDefault();
  const { blur } = await import("../look/js/blur.js");
  const boxes = await blur(form.dataset.blur, []);
  if (!boxes.length) return;
  form.elements.boxes.value = JSON.stringify(boxes);
  form.requestSubmit();
});

// G walks through the queues, Enter opens the one it stands on.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-queues]")) return;
  const all = [...document.querySelectorAll(".queue")].filter((one) => one.checkVisibility());
  const here = all.findIndex((one) => one === lastQueue) + 1 || all.findIndex((one) => one.hasAttribute("aria-current")) + 1;
  lastQueue = all[here % all.length];
  lastQueue?.focus();
});

// A page that is made to be printed offers it where there are scripts.
for (const button of document.querySelectorAll("[data-print-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
