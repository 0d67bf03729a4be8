// Copies a number, and fills in the follow code that a link carries behind its #; the server never sees that part.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const { say } = await import("./say.js");
    say(button.dataset.done);
  });
}

const form = document.querySelector("[data-code-from-link]");
if (form && /^#[2-9A-Za-z]{6}$/.test(location.hash)) {
  form.elements.code.value = location.hash.slice(1).toUpperCase();
  history.replaceState(null, "", location.pathname + location.search);
}
