// "Nearest first" without signal: the device sorts the list it holds; what is late or due soon stays on top.
import { word } from "./words.js";

const RADIUS = 6_371_000;

export function start(button) {
  button.addEventListener("click", (event) => {
    if (navigator.onLine && !document.getElementById("held")) return;
    event.stopImmediatePropagation();
    navigator.geolocation.getCurrentPosition(({ coords }) => sort(coords.longitude, coords.latitude), () => undefined, { timeout: 10_000 });
  }, { capture: true });
}

function sort(lon, lat) {
  const list = document.querySelector("ul.duties");
  const lines = [...(list?.children ?? [])].map((line) => {
    const { dataset } = line.querySelector(".duty");
    return { line, isPressing: dataset.state !== "time", away: dataset.lon ? metres(lon, lat, Number(dataset.lon), Number(dataset.lat)) : Infinity };
  });
  for (const { line, away } of lines) {
    if (away < Infinity) line.querySelector("[data-metres]").textContent = away < 1000 ? word("metres", Math.round(away / 10) * 10) : word("kilometres", (away / 1000).toFixed(1));
  }
  const pressing = lines.filter((one) => one.isPressing);
  const others = lines.filter((one) => !one.isPressing).sort((one, other) => one.away - other.away);
  list?.replaceChildren(...[...pressing, ...others].map((one) => one.line));
}

// The great circle between two points in degrees (haversine).
export function metres(lon1, lat1, lon2, lat2) {
  const [x1, y1, x2, y2] = [lon1, lat1, lon2, lat2].map((one) => (one * Math.PI) / 180);
  const half = Math.sin((y2 - y1) / 2) ** 2 + Math.cos(y1) * Math.cos(y2) * Math.sin((x2 - x1) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}
