// Loads only the scripts whose element is on the page, now and after each htmx swap.
const PARTS = [
  ["[data-map]", () => import("./map.js")],
  ["[data-keys], [data-key]", () => import("./keys.js")],
  ["[data-sheet]", () => import("./sheet.js")],
  ["[data-toast]", () => import("./toast.js")],
  ["[data-photos]", () => import("./photo.js")],
  ["[data-draft], [data-draft-done]", () => import("./draft.js")],
  ["[data-here]", () => import("./here.js")],
  ["[data-suggest]", () => import("./combobox.js")],
  ["details.menu", () => import("./menu.js")],
  ["form[data-ask]", () => import("./ask.js")],
  ["[data-offline]", () => import("./offline.js")],
];

async function start(root) {
  for (const [selector, load] of PARTS) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    const fresh = found.filter((one) => !one.dataset.started?.includes(selector));
    if (!fresh.length) continue;
    for (const one of fresh) one.dataset.started = `${one.dataset.started ?? ""}${selector};`;
    const part = await load();
    for (const one of fresh) {
      part.start(one);
      one.dataset.ready = "true";
    }
  }
}

// Signing in anew changes the token of forms; one that was open before is sent with the token of now.
document.addEventListener("submit", ({ target }) => {
  const held = target.elements?.csrfmiddlewaretoken;
  const now = document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1];
  if (held && now) held.value = now;
}, true);

start(document.documentElement);
document.addEventListener("htmx:after:swap", (event) => start(event.detail?.ctx?.target ?? document.body));
