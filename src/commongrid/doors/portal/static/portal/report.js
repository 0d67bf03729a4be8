// The report form: asks for suggestion, twins and the name of the place while one writes; offers the photo's own place.
import { placeOf } from "./exif.js";

const form = document.getElementById("report");
const lon = form.elements.lon;
const lat = form.elements.lat;

for (const asker of document.querySelectorAll("[data-ask]")) {
  let waiting;
  const ask = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => asker.dispatchEvent(new Event("ask")), delay);
  };
  for (const field of document.querySelectorAll(asker.dataset.ask)) {
    field.addEventListener("input", () => ask(700));
    field.addEventListener("change", () => ask(50));
  }
}

// Another matter: searched and chosen in place, without sending the form.
const known = document.getElementById("known");
const asker = document.querySelector('[data-ask*="id_words"]');
known.addEventListener("click", (event) => {
  if (!event.target.closest("[data-search-matter]")) return;
  event.preventDefault();
  asker.dispatchEvent(new Event("ask"));
});
known.addEventListener("keydown", (event) => {
  if (event.target.id !== "q" || event.key !== "Enter") return;
  event.preventDefault();
  asker.dispatchEvent(new Event("ask"));
});

document.addEventListener("map:located", (event) => {
  const says = document.querySelector("[data-accuracy]");
  form.elements.accuracy.value = Math.round(event.detail.accuracy);
  says.textContent = says.dataset.accuracy.replace("{n}", Math.round(event.detail.accuracy));
});

// The place a photo carries is offered, never taken; the small copy that is sent no longer has it.
const offer = document.querySelector("[data-photo-place]");
let found;
document.addEventListener("change", async (event) => {
  if (event.target.type !== "file") return;
  for (const file of [...event.target.files]) {
    found = (await placeOf(file).catch(() => null)) ?? found;
    if (found && !lon.value) offer.hidden = false;
  }
}, true);
offer.querySelector("button").addEventListener("click", () => take(found.lon, found.lat, found.taken));
for (const button of document.querySelectorAll("[data-offered]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    take(...button.value.split(","));
    button.closest(".banner").hidden = true;
  });
}

function take(x, y, taken) {
  lon.value = x;
  lat.value = y;
  if (taken) form.elements.taken.value = taken;
  lat.dispatchEvent(new Event("change", { bubbles: true }));
  document.querySelector("[data-map]")?.dispatchEvent(new CustomEvent("map:set", { detail: { lon: Number(x), lat: Number(y) } }));
  offer.hidden = true;
}
