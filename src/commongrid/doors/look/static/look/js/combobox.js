// A search field that suggests while one types: the APG's combobox with a list. Without this script it is a plain field.
const WAIT = 180;

export function start(input) {
  const list = document.getElementById(input.dataset.list);
  const status = input.form.querySelector("[data-suggest-count]");
  let waiting, asked, active = -1;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  };

  function point(at) {
    active = at;
    options().forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    const chosen = options()[at];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (!answer.ok || typed !== input.value.trim() || document.activeElement !== input) return;
      list.innerHTML = await answer.text();
      const found = options().length;
      list.hidden = !found;
      input.setAttribute("aria-expanded", String(found > 0));
      point(-1);
      if (status) status.textContent = found ? `${found} ${status.dataset.suggestCount}` : "";
    } catch (fault) {
      if (fault.name !== "AbortError") close();
    }
  }

  const go = (option) => option && location.assign(option.dataset.url);
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length, isOpen = !list.hidden;
    const moves = { ArrowDown: active + 1 < count ? active + 1 : -1, ArrowUp: active < 0 ? count - 1 : active - 1 };
    if (event.key in moves) {
      event.preventDefault();
      if (isOpen) point(moves[event.key]);
      else ask();
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      go(options()[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") close();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
}
