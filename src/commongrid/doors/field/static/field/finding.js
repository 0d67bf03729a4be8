// Finding a place without signal: in the names this phone holds, by name, address or the plate at the door.
import { db } from "./store.js";
import { offerScan } from "./standing.js";
import { word } from "./words.js";

const MOST = 20;
const DIGITS = 16;

export function start(form) {
  const asked = form.elements.q;
  if ("BarcodeDetector" in window) offerScan(form.querySelector("[data-plate]"), asked);
  asked.addEventListener("scanned", () => form.requestSubmit());
  const isHeld = Boolean(document.getElementById("held"));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !isHeld) return;
    event.preventDefault();
    show(asked.value);
  });
  const before = new URLSearchParams(location.search).get("q");
  if (isHeld && before) {
    asked.value = before;
    show(before);
  }
}

async function show(said) {
  const { places } = await fetch("/field/places.json").then((answer) => (answer.ok ? answer.json() : { places: [] }), () => ({ places: [] }));
  const token = said.trim().replace(/\/$/, "").split("/").pop();
  const plate = await digest(token);
  const words = said.toLowerCase().split(/\s+/).filter(Boolean);
  const byPlate = places.filter((one) => one[8] === plate);
  const byName = words.length ? places.filter(([code, name, address]) => words.every((each) => `${code} ${name} ${address}`.toLowerCase().includes(each))) : [];
  const found = (byPlate.length ? byPlate : byName).slice(0, MOST);
  document.getElementById("places").replaceChildren(...(await Promise.all(found.map((one) => line(one, byPlate.length ? token : "")))));
  document.querySelector("[data-finding-none]").hidden = found.length > 0;
}

async function digest(token) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}

async function line([code, name, address, kind, floors, rooms, lon, lat], token) {
  const made = document.getElementById("place-line").content.cloneNode(true).firstElementChild;
  const find = (part) => made.querySelector(`[data-${part}]`);
  find("name").textContent = name;
  find("facts").textContent = [address || code, kind, floors ? word("floors", floors) : "", rooms ? word("rooms", rooms) : ""].filter(Boolean).join(" · ");
  find("lead").href = `geo:${lat},${lon}`;
  find("found").href += `?${new URLSearchParams({ lon, lat, address: address || name })}`;
  const held = await pageOf(code);
  if (held) Object.assign(find("page"), { href: held, hidden: false });
  if (token) await checkIn(made.querySelector("form"), code, name, token);
  return made;
}

// Its own page, or its check-in, where this phone holds one.
async function pageOf(code) {
  const made = await db();
  for (const url of [`/field/patrol/at/${code}/`, `/field/premises/${code}/`]) if (await made.get("pages", url)) return url;
  return "";
}

async function checkIn(form, code, name, token) {
  form.hidden = false;
  form.setAttribute("action", `/field/patrol/at/${code}/`);
  form.elements.plate.value = token;
  form.dataset.outbox = `checkin-${code}`;
  form.dataset.outboxTitle += name;
  await (await import("./form.js")).start(form);
}
