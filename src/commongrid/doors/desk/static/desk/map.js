// The desk's map: asks for what is in view after each move, colours divisions, and keeps the list beside it in step.
import { ink } from "../look/js/map-style.js";
import { element } from "../look/js/words.js";

const holder = document.getElementById("desk-map");
const list = document.getElementById("in-view");
const count = document.getElementById("map-count");
const steps = document.getElementById("map-steps");
const FIVE = [1, 2, 3, 4, 5].map((step) => `seq-${step}`);
const MANY = 200; // so many make the largest mark; where there are more, the place with most does
const short = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 });
let asked;

holder.addEventListener("map:drawn", ({ detail: { map } }) => {
  map.addSource("sums", { type: "geojson", data: collection([]) });
  map.addLayer({ id: "colours", type: "fill", source: "areas", paint: { "fill-opacity": 0 } }, "roads");
  map.addLayer({ id: "sums", type: "circle", source: "sums", layout: { "circle-sort-key": ["-", ["get", "n"]] } });
  map.addLayer({ id: "sum-counts", type: "symbol", source: "sums", layout: { "text-field": ["get", "short"], "text-font": ["sans-serif"], "text-size": 13, "text-allow-overlap": true } });
  map.addSource("service", { type: "geojson", data: collection([]) });
  map.addLayer({ id: "service", type: "symbol", source: "service", layout: { "icon-image": "shape-service", "icon-size": 0.5, "icon-allow-overlap": true } }, "clusters");
  map.on("click", "service", ({ features: [{ properties }] }) => location.assign(properties.url));
  paint(map);
  new MutationObserver(() => paint(map)).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(map));
  map.on("moveend", () => show(map));
  map.on("click", "sums", ({ features: [{ geometry, properties }] }) => map.easeTo({ center: geometry.coordinates, zoom: properties.zoom }));
  for (const button of document.querySelectorAll("[name=level]")) button.addEventListener("change", () => colour(map, button.value));
  show(map);
});

const collection = (features) => ({ type: "FeatureCollection", features });

function paint(map) {
  const c = (name) => ink(holder, name);
  map.setPaintProperty("sums", "circle-color", c("river-fill"));
  map.setPaintProperty("sums", "circle-stroke-color", c("surface"));
  map.setPaintProperty("sums", "circle-stroke-width", 2);
  map.setPaintProperty("sums", "circle-radius", ["get", "radius"]);
  map.setPaintProperty("sum-counts", "text-color", c("on-river"));
}

async function show(map) {
  asked?.abort();
  asked = new AbortController();
  const box = map.getBounds();
  const view = `&bbox=${[box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((side) => side.toFixed(5))}&zoom=${map.getZoom().toFixed(1)}`;
  try {
    const answer = await fetch(holder.dataset.shown + view, { signal: asked.signal });
    if (answer.ok) draw(map, await answer.json());
  } catch (fault) {
    if (fault.name !== "AbortError") console.warn("map", fault);
  }
}

function draw(map, told) {
  const most = Math.max(MANY, ...told.sums.map((one) => one.n));
  const shrunk = scale(map);
  const sums = told.sums.map((one) => ({ type: "Feature", properties: { ...one, short: short.format(one.n), radius: (12 + 14 * Math.sqrt(one.n / most)) * shrunk }, geometry: { type: "Point", coordinates: [one.lon, one.lat] } }));
  map.getSource("sums").setData(collection(sums));
  map.getSource("points").setData(told.points);
  map.getSource("service").setData(told.service ?? collection([]));
  const inView = told.sums.filter((one) => map.getBounds().contains([one.lon, one.lat])).sort((a, b) => b.n - a.n);
  const cases = told.points.features.slice(0, 100);
  const total = inView.reduce((sum, one) => sum + one.n, 0) || told.count;
  count.textContent = `${total} ${total === 1 ? holder.dataset.one : holder.dataset.many}${told.more ? `; ${holder.dataset.most}` : ""}`;
  list.replaceChildren(...inView.map((one) => row(one.url, one.name, "", one.n)), ...cases.map(({ properties: p }) => row(p.url, p.title, p.number, p.light, p.state)));
  holder.dataset.shownOnce = "true";
}

// On a phone a city's towns are a thumb apart: smaller marks, and only numbers that have room.
function scale(map) {
  const narrow = holder.clientWidth < 600;
  map.setLayoutProperty("sum-counts", "text-allow-overlap", !narrow);
  map.setLayoutProperty("sum-counts", "text-size", narrow ? 11 : 13);
  return narrow ? 0.6 : 1;
}

function row(url, title, line, side, state = "") {
  const words = element("span", {}, element("a", { class: "row-title", href: url }, title), element("span", { class: "row-line number" }, line));
  return element("li", { class: "row row-plain" }, words, element("span", { class: "row-side" }, element("span", { class: state && `deadline-${state}` }, String(side))));
}

async function colour(map, level) {
  const told = level ? await (await fetch(`${holder.dataset.values}&level=${level}`)).json() : { values: {}, steps: [] };
  const found = Object.entries(told.values);
  const step = (value) => told.steps.filter((edge) => value >= edge).length;
  const cases = found.flatMap(([code, value]) => [code, ink(holder, FIVE[step(value)])]);
  map.setFilter("colours", ["==", ["get", "level"], level || "none"]);
  map.setPaintProperty("colours", "fill-color", found.length ? ["match", ["get", "code"], ...cases, ink(holder, "land")] : ink(holder, "land"));
  map.setPaintProperty("colours", "fill-opacity", found.length ? 0.8 : 0);
  const edges = [Math.min(...found.map(([, value]) => value)), ...told.steps];
  steps.hidden = !told.steps.length;
  steps.replaceChildren(...(told.steps.length ? edges.map((edge, at) => element("li", { class: `step-${at + 1}` }, `≥ ${edge}`)) : []));
}
