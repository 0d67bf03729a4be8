// Choosing a matter without signal: the device holds their names, so a search needs no answer from the centre.
import { element } from "../look/js/words.js";
import { word } from "./words.js";

const MOST = 8;

export function start(box) {
  const form = box.closest("form");
  form.addEventListener("click", async (event) => {
    if (event.target.closest("#find-matter") && !navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      await show(form.querySelector("#matter"));
    }
  }, { capture: true });
  form.querySelector("#q")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !navigator.onLine) {
      event.preventDefault();
      show(form.querySelector("#matter"));
    }
  });
}

async function show(box) {
  const asked = box.querySelector("#q").value.trim().toLowerCase();
  const all = await fetch("/field/matters.json").then((answer) => (answer.ok ? answer.json() : { matters: [] }), () => ({ matters: [] }));
  const found = asked ? all.matters.filter((one) => one.some((words) => words.toLowerCase().includes(asked))).slice(0, MOST) : [];
  const chosen = box.querySelector("[name=matter]:checked")?.closest("label");
  const options = found.map(([code, name, klass]) => {
    const input = element("input", { type: "radio", name: "matter", value: code });
    return element("label", { class: "choice" }, input, element("span", {}, name, element("small", { class: "muted" }, klass)));
  });
  const list = box.querySelector(".choices");
  list.replaceChildren(...(chosen ? [chosen] : []), ...options);
  if (!found.length) list.append(element("p", { class: "small muted" }, word("noneFound")));
}
