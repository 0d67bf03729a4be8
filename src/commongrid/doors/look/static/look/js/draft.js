// Keeps what is written in a <form data-draft="name"> on this device until it was sent; says so in [data-draft-words].
import { word } from "./words.js";

const KEEPS = 7 * 24 * 3600 * 1000;
const kept = (form) => [...form.elements].filter((one) => one.name && !/csrf|key|^photos/.test(one.name) && /^(text|textarea|tel|email|search|select-one)$/.test(one.type));

export function start(form) {
  // The page that thanks for sending carries data-draft-done="name": only then the draft goes.
  if (form.dataset.draftDone) return localStorage.removeItem(`draft:${form.dataset.draftDone}`);
  const key = `draft:${form.dataset.draft}`;
  const says = form.querySelector("[data-draft-words]") ?? document.querySelector("[data-draft-words]");
  restore(form, key, says);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form, key, says), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep(form, key, says);
  });
}

function keep(form, key, says) {
  const values = Object.fromEntries(kept(form).filter((one) => one.value).map((one) => [one.name, one.value]));
  if (!Object.keys(values).length) {
    localStorage.removeItem(key);
    if (says) says.textContent = "";
    return;
  }
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    if (says) says.textContent = matchMedia("(pointer: coarse)").matches ? word("draft") : word("draftComputer");
  } catch {
    if (says) says.textContent = "";
  }
}

function restore(form, key, says) {
  const draft = read(key);
  if (!draft) return;
  let count = 0;
  for (const field of kept(form)) {
    const isEmpty = field.type === "select-one" ? !field.querySelector("[selected]") : !field.value;
    if (isEmpty && draft.values[field.name]) {
      field.value = draft.values[field.name];
      count += 1;
    }
  }
  if (count && says) says.textContent = word("restored");
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null");
    return draft && Date.now() - draft.at < KEEPS ? draft : null;
  } catch {
    return null;
  }
}
