// The pin of a report: dragged, tapped, moved by arrow keys, or set to the device's place; writes to the form's inputs.
import { element, word } from "./words.js";

const DIGITS = 6;
const STEP = 12;

export function addPin(library, map, holder, at, say) {
  const inputs = [holder.dataset.lon, holder.dataset.lat].map((selector) => document.querySelector(selector));
  const marker = new library.Marker({ element: picture(), anchor: "bottom", draggable: true }).setLngLat(at).addTo(map);
  // Hollow until it means something: where it stands at first is only the middle of the map.
  marker.getElement().classList.toggle("is-unset", !inputs[1].value);
  const write = (place, by) => {
    marker.getElement().classList.remove("is-unset");
    marker.setLngLat(place);
    const { lng, lat } = marker.getLngLat();
    inputs[0].value = lng.toFixed(DIGITS);
    inputs[1].value = lat.toFixed(DIGITS);
    inputs[1].dispatchEvent(new Event("change", { bubbles: true }));
    holder.dispatchEvent(new CustomEvent("map:moved", { bubbles: true, detail: { lon: lng, lat, by } }));
  };
  marker.on("dragend", () => write(marker.getLngLat(), "hand"));
  map.on("click", (event) => write(event.lngLat, "hand"));
  marker.getElement().addEventListener("keydown", (event) => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!x && !y) return;
    event.preventDefault();
    event.stopPropagation();
    const point = map.project(marker.getLngLat());
    write(map.unproject([point.x + x * STEP, point.y + y * STEP]), "keys");
  });
  // A page that knows the place otherwise (a photo's own, an address) sets the pin: {lon, lat}; it has filled in the inputs.
  holder.addEventListener("map:set", ({ detail: { lon, lat } }) => {
    marker.getElement().classList.remove("is-unset");
    marker.setLngLat([lon, lat]);
    map.jumpTo({ center: [lon, lat], zoom: 16.5 });
  });
  locate(holder, map, write, say);
}

// A pin that only shows where something is.
export function showPin(library, map, at) {
  new library.Marker({ element: picture(), anchor: "bottom" }).setLngLat(at).addTo(map);
}

function picture() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "map-pin");
  svg.setAttribute("viewBox", "0 0 30 40");
  const drop = document.createElementNS(space, "path");
  drop.setAttribute("d", "M15 39C15 39 28 24.5 28 14.500A13 13 0 0 0 2 14.500C2 24.5 15 39 15 39Z");
  const eye = document.createElementNS(space, "circle");
  for (const [name, value] of [["cx", 15], ["cy", 14.5], ["r", 5]]) eye.setAttribute(name, value);
  svg.append(drop, eye);
  return element("div", { tabindex: 0, role: "img", "aria-label": word("pin") }, svg);
}

function locate(holder, map, write, say) {
  const button = holder.querySelector("[data-locate]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    const done = (text, name) => (button.removeAttribute("aria-busy"), say(text, name));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        write([coords.longitude, coords.latitude], "device");
        map.jumpTo({ center: [coords.longitude, coords.latitude], zoom: 16.5 });
        holder.dataset.accuracy = Math.round(coords.accuracy);
        holder.dispatchEvent(new CustomEvent("map:located", { bubbles: true, detail: { accuracy: coords.accuracy } }));
        done(word("located"), "current-location");
      },
      () => done(word("notLocated"), "alert-triangle"),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}
