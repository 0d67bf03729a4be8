// Bottom sheets and dialogs: <a data-sheet="#id" href="…">opens <dialog id>; the link is the way without scripts.
export function start(opener) {
  opener.addEventListener("click", (event) => {
    const sheet = document.querySelector(opener.dataset.sheet);
    if (!sheet?.showModal) return;
    event.preventDefault();
    sheet.showModal();
  });
  const sheet = document.querySelector(opener.dataset.sheet);
  if (!sheet || sheet.dataset.closes) return;
  sheet.dataset.closes = "true";
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("close", () => opener.focus());
}
