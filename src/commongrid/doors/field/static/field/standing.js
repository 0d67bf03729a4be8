// Standing at a place: the device fills in where it is when asked to, says how far off that is, and reads the plate from a photo.
import { say } from "../look/js/toast.js";
import { word } from "./words.js";
import { metres } from "./nearest.js";

const FAR = 200;

export function start(form) {
  const { lon, lat, reason } = form.elements;
  const says = form.querySelector("[data-stand-words]");
  const button = form.querySelector("[data-stand]");
  const plate = form.querySelector("[data-plate]");
  if (navigator.geolocation) {
    button.hidden = false;
    button.addEventListener("click", () => find(button, ({ coords }) => {
      lon.value = coords.longitude.toFixed(5);
      lat.value = coords.latitude.toFixed(5);
      lat.dispatchEvent(new Event("change", { bubbles: true }));
      const away = metres(coords.longitude, coords.latitude, Number(form.dataset.lon), Number(form.dataset.lat));
      says.textContent = `${word("awayBy", away < 1000 ? word("metres", Math.round(away / 10) * 10) : word("kilometres", (away / 1000).toFixed(1)))}`;
      if (away > FAR && !("anywhere" in form.dataset)) open(reason);
    }));
  }
  if ("BarcodeDetector" in window) offerScan(plate, form.elements.plate);
}

// A reason will be asked for: it is shown at once, so that nothing has to be sent twice.
function open(reason) {
  const more = reason.closest("details");
  if (more) more.open = true;
  reason.focus();
}

function find(button, done) {
  button.setAttribute("aria-busy", "true");
  const over = () => button.removeAttribute("aria-busy");
  const failed = () => (over(), say(word("noPlace"), "alert-triangle"));
  navigator.geolocation.getCurrentPosition((found) => (over(), done(found)), failed, { enableHighAccuracy: true, timeout: 15_000 });
}

// The browser reads the code itself, without signal; the picture is looked at and dropped.
export function offerScan(label, input) {
  label.hidden = false;
  const picture = label.querySelector("input");
  picture.addEventListener("change", async () => {
    const [file] = picture.files;
    if (!file) return;
    const [found] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file)).catch(() => []);
    picture.value = "";
    if (!found) return say(word("noPlate"), "alert-triangle");
    input.value = found.rawValue.replace(/\/$/, "").split("/").pop();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("scanned"));
    say(word("plateRead"));
  });
}
