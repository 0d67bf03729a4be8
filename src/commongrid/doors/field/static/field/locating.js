// Where the phone is, asked once for the form in front of it: two hidden fields, and a line that says how exact it is.
import { word } from "./words.js";

export function start(line) {
  const form = line.closest("form");
  const [lon, lat] = ["lon", "lat"].map((name) => form.elements[name]);
  if (!navigator.geolocation || lon.value) return;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    lon.value = coords.longitude;
    lat.value = coords.latitude;
    lat.dispatchEvent(new Event("change", { bubbles: true }));
    line.lastElementChild.textContent = word("locating", Math.round(coords.accuracy));
  }, () => undefined, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 });
}
