// The desk beside what look gives: sheets of acts, the pane on narrow screens, the choice of queues by G.
const pane = () => document.getElementById("main");
const sheet = () => document.getElementById("act");

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
