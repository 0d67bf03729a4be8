// Maps of grids: grids are chosen by a tap as by their boxes, earlier outlines and pieces of a preview are drawn, a line is edited.
import { ink } from "../look/js/map-style.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const holder = document.querySelector("[data-grids]");
// Each net has dashes of its own beside its colour, as the list under the map shows them.
const NETS = { forest: [0.7, 1.3], river: null, other: [3.3, 1.3] };
const boxes = () => [...document.querySelectorAll("[data-choose]")];

holder?.addEventListener("map:drawn", async ({ detail: { map } }) => {
  const made = layers(map);
  paint(map, made);
  const again = () => paint(map, made);
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  choosing(map);
  if ("past" in holder.dataset || "nets" in holder.dataset) await outlines(map);
  if (holder.dataset.pieces) map.getSource("pieces").setData(JSON.parse(document.getElementById(holder.dataset.pieces).textContent));
  if (holder.dataset.draw) (await import("./grid-line.js")).start(map, holder);
  holder.dataset.chosenReady = "true";
});

function layers(map) {
  for (const name of ["pieces", "past", "here", "nets"]) map.addSource(name, { type: "geojson", data: EMPTY });
  map.addLayer({ id: "grid-fill", type: "fill", source: "areas", filter: ["==", ["get", "level"], "grid"], paint: { "fill-opacity": 0 } }, "roads");
  map.addLayer({ id: "grid-chosen", type: "fill", source: "areas", filter: ["in", ["get", "code"], ["literal", []]], paint: { "fill-opacity": 0.35 } }, "roads");
  map.addLayer({ id: "pieces-fill", type: "fill", source: "pieces", paint: { "fill-opacity": 0.4 } }, "roads");
  map.addLayer({ id: "pieces-line", type: "line", source: "pieces", paint: { "line-width": 2.5 } });
  for (const [kind, dashes] of Object.entries(NETS)) map.addLayer({ id: `net-${kind}`, type: "line", source: "nets", filter: ["==", ["get", "kind"], kind], paint: { "line-width": 3, ...(dashes && { "line-dasharray": dashes }) } });
  map.addLayer({ id: "past-line", type: "line", source: "past", paint: { "line-width": 1.5, "line-dasharray": [3, 2] } });
  map.addLayer({ id: "here-line", type: "line", source: "here", paint: { "line-width": 3 } });
  return { "grid-chosen": ["fill-color", "river"], "past-line": ["line-color", "ink-2"], "here-line": ["line-color", "river"], "net-forest": ["line-color", "ok"], "net-river": ["line-color", "cat-4"], "net-other": ["line-color", "cat-5"], "pieces-line": ["line-color", "river-deep"] };
}

function paint(map, made) {
  for (const [layer, [property, name]] of Object.entries(made)) map.setPaintProperty(layer, property, ink(holder, name));
  const kinds = ["cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6"].map((name) => ink(holder, name));
  map.setPaintProperty("pieces-fill", "fill-color", ["match", ["%", ["get", "n"], 6], ...kinds.flatMap((colour, n) => [n, colour]).slice(0, 10), kinds[5]]);
}

function choosing(map) {
  const show = () => map.setFilter("grid-chosen", ["in", ["get", "code"], ["literal", boxes().filter((box) => box.checked).map((box) => box.value)]]);
  document.addEventListener("change", (event) => event.target.matches("[data-choose]") && show());
  show();
  // While a line is drawn a tap sets a point; then grids are chosen by their boxes.
  if (holder.dataset.draw) return;
  map.on("click", "grid-fill", ({ features }) => {
    const box = boxes().find(({ value }) => features.some(({ properties }) => properties.code === value));
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  map.on("mouseenter", "grid-fill", () => (map.getCanvas().style.cursor = boxes().length ? "pointer" : ""));
  map.on("mouseleave", "grid-fill", () => (map.getCanvas().style.cursor = ""));
}

async function outlines(map) {
  const told = await (await fetch(holder.dataset.url)).json();
  for (const name of ["past", "here", "nets"]) map.getSource(name).setData(told[name] ?? EMPTY);
}
