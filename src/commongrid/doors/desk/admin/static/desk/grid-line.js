// A line or an outline on the map: handles are buttons that are dragged, moved by arrow keys, taken away by Delete.
// The text field beside the map says the same: what is written there is drawn, what is drawn is written there.
import { ink } from "../look/js/map-style.js";
import { element } from "../look/js/words.js";

const DIGITS = 6;
const STEP = 8;
let library;

export async function start(map, holder) {
  library = await import("maplibre-gl");
  const field = document.querySelector(holder.dataset.into);
  const line = { map, holder, field, spots: read(field.value), handles: [], closed: holder.dataset.draw === "outline" };
  map.addSource("drawn", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({ id: "drawn", type: "line", source: "drawn", layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-width": 3, "line-color": ink(holder, "late") } });
  map.on("click", ({ lngLat }) => add(line, line.spots.length, [lngLat.lng, lngLat.lat]));
  field.addEventListener("input", () => show(Object.assign(line, { spots: read(field.value) }), false));
  button("[data-add-point]", () => add(line, line.spots.length, map.getCenter().toArray()));
  button("[data-clear-points]", () => show(Object.assign(line, { spots: [] })));
  show(line, false);
}

function button(selector, act) {
  const found = document.querySelector(selector);
  found.hidden = false;
  found.addEventListener("click", act);
}

function read(text) {
  const numbers = text.split("\n").map((one) => (one.match(/-?\d+(\.\d+)?/g) ?? []).map(Number));
  return numbers.filter((pair) => pair.length === 2 && Math.abs(pair[0]) <= 180 && Math.abs(pair[1]) <= 90);
}

function add(line, at, spot) {
  line.spots = line.spots.toSpliced(at, 0, spot);
  show(line);
  line.handles.find(({ n }) => n === at)?.button.focus();
}

function show(line, write = true) {
  for (const { marker } of line.handles) marker.remove();
  line.handles = line.spots.map((spot, n) => handle(line, spot, n));
  const ends = line.closed && line.spots.length > 2 ? line.spots.length : line.spots.length - 1;
  for (let n = 0; n < ends; n += 1) line.handles.push(between(line, n));
  draw(line, write);
}

function draw(line, write = true) {
  const ring = line.closed && line.spots.length > 2 ? [...line.spots, line.spots[0]] : line.spots;
  line.map.getSource("drawn").setData({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring.length > 1 ? ring : [] } });
  if (write) line.field.value = line.spots.map((spot) => spot.map((value) => value.toFixed(DIGITS)).join(", ")).join("\n");
}

function handle(line, spot, n) {
  const made = element("button", { type: "button", class: "grid-handle", "aria-label": `${line.holder.dataset.point} ${n + 1}` });
  const marker = new library.Marker({ element: made, draggable: true }).setLngLat(spot).addTo(line.map);
  const moved = ({ lng, lat }) => ((line.spots[n] = [lng, lat]), draw(line));
  marker.on("drag", () => moved(marker.getLngLat()));
  marker.on("dragend", () => show(line));
  made.addEventListener("click", (event) => event.stopPropagation());
  made.addEventListener("keydown", (event) => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    const goes = event.key === "Delete" || event.key === "Backspace";
    if (!x && !y && !goes) return;
    event.preventDefault();
    event.stopPropagation();
    if (goes) return take(line, n);
    const point = line.map.project(marker.getLngLat());
    marker.setLngLat(line.map.unproject([point.x + x * STEP, point.y + y * STEP]));
    moved(marker.getLngLat());
  });
  return { marker, button: made, n };
}

function take(line, n) {
  line.spots = line.spots.toSpliced(n, 1);
  show(line);
  line.handles.find((one) => one.n === Math.max(0, n - 1))?.button.focus();
}

// Half-way between two points: a press makes a point there.
function between(line, n) {
  const [from, to] = [line.spots[n], line.spots[(n + 1) % line.spots.length]];
  const spot = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const made = element("button", { type: "button", class: "grid-handle is-between", "aria-label": line.holder.dataset.between });
  made.addEventListener("click", (event) => (event.stopPropagation(), add(line, n + 1, spot)));
  return { marker: new library.Marker({ element: made }).setLngLat(spot).addTo(line.map), button: made, n: -1 };
}
