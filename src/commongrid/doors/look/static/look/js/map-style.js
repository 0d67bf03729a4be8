// How the map looks: lines by level, shapes by kind, all in the page's own colours.
import { shapePictures } from "./map-shapes.js";
import { stopLayers, stopPictures, wholeLayer } from "./map-stops.js";

const EMPTY = { type: "FeatureCollection", features: [] };
// light-dark() is resolved by the browser on a probe, so the map follows the theme of where it stands.
export function ink(holder, name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  holder.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

export function sources(data) {
  const made = Object.fromEntries(["areas", "water", "roads", "parks", "reach", "route", "stops"].map((name) => [name, { type: "geojson", data: data[name] ?? EMPTY }]));
  made.points = { type: "geojson", data: data.points ?? EMPTY, cluster: true, clusterRadius: 36, clusterMaxZoom: 16 };
  made.names = { type: "geojson", data: named(data.areas ?? EMPTY) };
  return made;
}

function named(areas) {
  const features = areas.features.filter(({ properties: { name, lon, level, is_named } }) => name && lon != null && (is_named || level !== "grid"));
  return { ...EMPTY, features: features.map(({ properties }) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [properties.lon, properties.lat] } })) };
}

export function layers(holder) {
  const c = (name) => ink(holder, name);
  const font = ["sans-serif"];
  const line = (level, width, colour, more = {}) => ({
    id: `line-${level}`, type: "line", source: "areas", filter: ["==", ["get", "level"], level],
    layout: { "line-join": "round" }, paint: { "line-color": colour, "line-width": width, ...more },
  });
  const text = (id, source, field, size, more = {}) => ({
    id, type: "symbol", source, ...more,
    layout: { "text-field": field, "text-font": font, "text-size": size, "text-max-width": 8, ...more.layout },
    paint: { "text-color": c("ink"), "text-halo-color": c("land"), "text-halo-width": 1.5 },
  });
  return [
    { id: "ground", type: "background", paint: { "background-color": c("land") } },
    { id: "parks", type: "fill", source: "parks", paint: { "fill-color": c("park") } },
    { id: "water-fill", type: "fill", source: "water", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c("water") } },
    { id: "water-line", type: "line", source: "water", filter: ["==", ["geometry-type"], "LineString"], layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": c("water"), "line-width": ["interpolate", ["exponential", 2], ["zoom"], 10, 2, 16, 40] } },
    { id: "roads", type: "line", source: "roads", layout: { "line-cap": "round" }, paint: { "line-color": c("road"), "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, 1, 16, 10] } },
    wholeLayer(c),
    { id: "reach", type: "fill", source: "reach", paint: { "fill-color": c("river"), "fill-opacity": 0.16 } },
    line("grid", 1.5, c("brick"), { "line-dasharray": [3, 2] }),
    line("community", 1, c("ink-3")),
    line("town", 1.8, c("ink-2")),
    line("city", 3, c("ink-2")),
    text("names", "names", ["get", "name"], 13),
    { id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"],
      paint: { "circle-color": c("river-fill"), "circle-radius": ["step", ["get", "point_count"], 13, 10, 16, 100, 20], "circle-stroke-width": 2, "circle-stroke-color": c("surface") } },
    { ...text("cluster-counts", "points", ["get", "point_count_abbreviated"], 13, { filter: ["has", "point_count"], layout: { "text-allow-overlap": true } }),
      paint: { "text-color": c("on-river") } },
    { id: "points", type: "symbol", source: "points", filter: ["!", ["has", "point_count"]],
      layout: { "icon-image": ["concat", "shape-", ["coalesce", ["get", "kind"], "event"]], "icon-size": 0.5, "icon-allow-overlap": true } },
    ...stopLayers(c, font),
  ];
}

export function pictures(map, holder) {
  const inked = (name) => ink(holder, name);
  stopPictures(map, inked);
  shapePictures(map, inked);
}
