// Between a form on a page and what the device keeps of it.
import { element, icon } from "../look/js/words.js";
import { word } from "./words.js";

export function filled(form, button = null) {
  const fields = [];
  const photos = [];
  for (const [name, value] of new FormData(form)) {
    if (value instanceof File) value.size && photos.push({ field: name, file: value });
    else if (name !== "csrfmiddlewaretoken" && name !== "q") fields.push([name, value]);
  }
  if (button?.name) fields.push([button.name, button.value]);
  return { fields, photos };
}

// What a person would read of it: [label, words], in the order of the page.
export function shownOf(form) {
  const shown = [];
  for (const one of form.elements) {
    if (!one.name || one.type === "hidden" || one.type === "file" || one.name === "q" || !one.value) continue;
    if (/radio|checkbox/.test(one.type)) {
      if (one.checked) shown.push([one.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent.trim() ?? "", one.closest("label")?.innerText.trim() ?? one.value]);
    } else if (/^(text|textarea|number|search|select-one)/.test(one.type)) {
      shown.push([one.labels?.[0]?.firstChild?.textContent.trim() ?? "", one.type === "select-one" ? one.selectedOptions[0]?.text : one.value]);
    }
  }
  return shown;
}

export function fill(form, fields) {
  for (const [name, value] of fields) {
    const found = form.elements[name];
    if (!found || name === "csrfmiddlewaretoken" || name.endsWith("_boxes")) continue;
    if (found instanceof RadioNodeList || /radio|checkbox/.test(found.type)) {
      for (const one of found instanceof RadioNodeList ? found : [found]) if (one.value === value) one.checked = true;
    } else if (found.type !== "file" && found.type !== "submit") {
      found.value = value;
    }
  }
  for (const name of ["lat", "q"]) form.elements[name]?.dispatchEvent(new Event("change", { bubbles: true }));
}

// Photos go back into their field with what was blurred, and the field's own script shows them.
export async function fillPhotos(form, photos, fields) {
  const boxes = Object.fromEntries(fields.filter(([name]) => name.endsWith("_boxes")));
  for (const input of form.querySelectorAll("input[type=file]")) {
    const files = photos.filter((one) => one.field === input.name).map((one) => one.file);
    if (!files.length) continue;
    await isReady(input.closest("[data-photos]"));
    const veiled = JSON.parse(boxes[`${input.name}_boxes`] || "[]");
    input.dispatchEvent(new CustomEvent("shots:restore", { bubbles: true, detail: { files, boxes: veiled } }));
  }
}

// The field's script is loaded beside this one; it says when it listens.
const isReady = (holder) => new Promise((done) => {
  if (holder.dataset.ready) return done();
  new MutationObserver((_changes, watch) => holder.dataset.ready && (watch.disconnect(), done())).observe(holder, { attributes: true });
});

export function replaceErrors(form, words) {
  form.parentElement.querySelector("#errors")?.remove();
  const head = element("h2", {}, icon("alert-triangle", 20), word("mend"));
  const list = element("ul", {}, ...words.map((one) => element("li", {}, one)));
  const box = element("div", { class: "error-summary", role: "alert", tabindex: "-1", id: "errors" }, head, list);
  form.before(box);
  box.focus();
}

// Lead on, and let the next page say it.
export function go(url, words) {
  sessionStorage.setItem("field-said", JSON.stringify(words));
  location.assign(url);
  if (url.split("#")[0] === location.pathname) location.reload();
}

export function said() {
  const words = JSON.parse(sessionStorage.getItem("field-said") ?? "[]");
  sessionStorage.removeItem("field-said");
  return words;
}
