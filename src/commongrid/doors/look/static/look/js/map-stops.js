// Places of a round or a patrol on the map: each state has its own shape, the way is a line, and nothing is told by colour alone.
const SIZE = 44;
const OUTLINES = {
  next: "M22 4a18 18 0 1 0 .01 0z",
  done: "M22 12a10 10 0 1 0 .01 0z",
  fresh: "M22 12a10 10 0 1 0 .01 0z",
  due: "M11 11h22v22h-22z",
  overdue: "M22 7l15 27h-30z",
};
const TICK = "M17 22l4 4 7-8";

export const stopLayers = (c, font) => [
  { id: "route", type: "line", source: "route", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": c("river"), "line-width": 4, "line-opacity": 0.75 } },
  { id: "stops", type: "symbol", source: "stops",
    layout: { "icon-image": ["concat", "stop-", ["get", "state"]], "icon-size": 0.5, "icon-allow-overlap": true,
      "text-field": ["get", "number"], "text-font": font, "text-size": 11, "text-allow-overlap": true,
      "symbol-sort-key": ["match", ["get", "state"], "next", 3, "overdue", 2, "due", 1, 0] },
    paint: { "text-color": c("on-river") } },
];

// A whole grid that is demanded: its ground is tinted as it stands; the page beside says the same in words.
export const wholeLayer = (c) => ({
  id: "whole", type: "fill", source: "areas", filter: ["has", "stands"],
  paint: { "fill-opacity": 0.2, "fill-color": ["match", ["get", "stands"], "overdue", c("late-fill"), "due", c("soon-fill"), "next", c("river-fill"), c("ok-fill")] },
});

export function stopPictures(map, ink) {
  const fills = { next: "river-fill", done: "surface", fresh: "surface", due: "soon-fill", overdue: "late-fill" };
  const edges = { next: "surface", done: "ok", fresh: "ok", due: "soon", overdue: "surface" };
  for (const [state, outline] of Object.entries(OUTLINES)) {
    const canvas = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const shape = new Path2D(outline);
    Object.assign(pen, { lineJoin: "round", lineCap: "round", strokeStyle: ink("surface"), lineWidth: 9 });
    pen.stroke(shape);
    Object.assign(pen, { fillStyle: ink(fills[state]), strokeStyle: ink(edges[state]), lineWidth: 4 });
    pen.fill(shape);
    pen.stroke(shape);
    if (state === "done") pen.stroke(new Path2D(TICK));
    const picture = pen.getImageData(0, 0, SIZE, SIZE);
    const name = `stop-${state}`;
    if (map.hasImage(name)) map.updateImage(name, picture);
    else map.addImage(name, picture);
  }
}
