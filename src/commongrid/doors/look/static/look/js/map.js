// Our own map: no tiles, no glyphs. Boundaries, water and points come as JSON from data-url; colours are the tokens'.
// The list or the address field beside the map says and does the same; the map is never the only way.
import { say } from "./toast.js";
import { element, word } from "./words.js";
import { layers, pictures, sources } from "./map-style.js";
import { addPin, showPin } from "./map-pin.js";

export async function start(holder) {
  const seen = new Promise((done) => {
    const watch = new IntersectionObserver((found) => found.some((one) => one.isIntersecting) && (watch.disconnect(), done()), { rootMargin: "200px" });
    watch.observe(holder);
  });
  await seen;
  try {
    const [library, data] = await Promise.all([load(), fetchData(holder.dataset.url), sheet()]);
    draw(library, holder, data);
  } catch (fault) {
    holder.dataset.failed = "true";
    console.warn("map", fault);
  }
}

async function load() {
  const library = await import("maplibre-gl");
  library.setWorkerUrl(new URL(word("mapWorker"), location.href).href);
  return library;
}

const fetchData = async (url) => (url ? (await fetch(url, { headers: { Accept: "application/json" } })).json() : {});

function sheet() {
  const href = word("mapCss");
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const link = element("link", { rel: "stylesheet", href });
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

function draw(library, holder, data) {
  const pin = (holder.dataset.pin || holder.dataset.centre || "").split(",").map(Number);
  const canvas = element("div", { class: "map-canvas" });
  holder.prepend(canvas);
  const map = new library.Map({
    container: canvas,
    style: withTiles({ version: 8, sources: sources(data), layers: layers(holder) }, holder.dataset),
    ...((holder.dataset.pin && !("fit" in holder.dataset)) || !data.bounds ? { center: pin.length === 2 ? pin : [0, 0], zoom: 15.5 } : { bounds: data.bounds, fitBoundsOptions: { padding: 24 } }),
    attributionControl: holder.dataset.tilesCredit ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    cooperativeGestures: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.getCanvas().setAttribute("aria-label", holder.dataset.label ?? "");
  map.once("load", () => {
    holder.dataset.drawn = "true";
    holder.dispatchEvent(new CustomEvent("map:drawn", { bubbles: true, detail: { map } }));
  });
  pictures(map, holder);
  onTheme(() => redraw(map, holder));
  points(map);
  if (holder.dataset.pin) holder.dataset.lon ? addPin(library, map, holder, pin, say) : showPin(library, map, pin);
}

// A tile source of the city's own choosing lies under everything; the land then needs no colour.
function withTiles(style, { tiles, tilesCredit }) {
  if (!tiles) return style;
  style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256, attribution: tilesCredit ?? "" };
  return { ...style, layers: style.layers.toSpliced(1, 0, { id: "tiles", type: "raster", source: "tiles" }) };
}

function points(map) {
  const open = ({ features: [{ properties: { url } }] }) => url && location.assign(url);
  for (const layer of ["points", "stops"]) map.on("click", layer, open);
  map.on("click", "clusters", async (event) => {
    const { cluster_id: id } = event.features[0].properties;
    map.easeTo({ center: event.lngLat, zoom: await map.getSource("points").getClusterExpansionZoom(id), duration: calm() });
  });
  for (const layer of ["points", "clusters", "stops"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

export const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);

function onTheme(act) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
  new MutationObserver(act).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function redraw(map, holder) {
  pictures(map, holder);
  for (const layer of layers(holder)) for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name, value);
}
