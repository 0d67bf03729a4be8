// How the map looks: lines by level, shapes by kind, all in the page's own colours.
import { stopLayers, stopPictures } from "./map-stops.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const SHAPES = ["event", "component", "dispute", "hazard", "service", "existing"];

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

// Each kind is a shape with a halo of 2 px, drawn twice as large for sharp screens.
export function pictures(map, holder) {
  stopPictures(map, (name) => ink(holder, name));
  const fill = ink(holder, "river"), halo = ink(holder, "surface"), brick = ink(holder, "brick"), river = ink(holder, "river");
  for (const kind of SHAPES) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 44, height: 44 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const shape = new Path2D(OUTLINES[kind]);
    const isHollow = kind === "existing" || kind === "service";
    pen.lineJoin = "round";
    Object.assign(pen, { strokeStyle: halo, lineWidth: isHollow ? 14 : 8 });
    pen.stroke(shape);
    Object.assign(pen, { fillStyle: isHollow ? halo : fill, strokeStyle: kind === "existing" ? brick : river, lineWidth: 6 });
    pen.fill(shape);
    if (isHollow) pen.stroke(shape);
    const picture = pen.getImageData(0, 0, 44, 44);
    if (map.hasImage(`shape-${kind}`)) map.updateImage(`shape-${kind}`, picture);
    else map.addImage(`shape-${kind}`, picture);
  }
}

const OUTLINES = {
  event: "M22 10a12 12 0 1 0 .01 0z",
  component: "M11 11h22v22h-22z",
  dispute: "M22 7l15 15-15 15-15-15z",
  hazard: "M22 9l14 25h-28z",
  service: "M11 34v-12a11 11 0 0 1 22 0v12z",
  existing: "M12 12h20v20h-20z",
};
