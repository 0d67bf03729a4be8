// What stands on a map: each kind has a shape of its own with a halo of 2 px, drawn twice as large for sharp screens.
const SIZE = 44;
const DISC = "M22 10a12 12 0 1 0 .01 0z";
const SQUARE = "M11 11h22v22h-22z";
const DIAMOND = "M22 7l15 15-15 15-15-15z";
const TRIANGLE = "M22 9l14 25h-28z";

// Outline and colour; hollow ones have a line of that colour. Kinds of cases are told by shape alone, families of places by both.
const SHAPES = {
  event: [DISC, "river"],
  component: [SQUARE, "river"],
  dispute: [DIAMOND, "river"],
  hazard: [TRIANGLE, "river"],
  service: ["M11 34v-12a11 11 0 0 1 22 0v12z", "river", "hollow"],
  existing: ["M12 12h20v20h-20z", "brick", "hollow"],
  home: ["M22 8l13 11v15h-26v-15z", "cat-1"],
  shop: [DISC, "cat-2"],
  work: [SQUARE, "cat-3"],
  public: ["M17 8h10v9h9v10h-9v9h-10v-9h-9v-10h9z", "cat-4"],
  nature: [DIAMOND, "cat-5"],
  danger: [TRIANGLE, "cat-6"],
};

export function shapePictures(map, ink) {
  const halo = ink("surface");
  for (const [kind, [outline, name, isHollow]] of Object.entries(SHAPES)) {
    const canvas = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const shape = new Path2D(outline), colour = ink(name);
    pen.lineJoin = "round";
    Object.assign(pen, { strokeStyle: halo, lineWidth: isHollow ? 14 : 8 });
    pen.stroke(shape);
    Object.assign(pen, { fillStyle: isHollow ? halo : colour, strokeStyle: colour, lineWidth: 6 });
    pen.fill(shape);
    if (isHollow) pen.stroke(shape);
    const picture = pen.getImageData(0, 0, SIZE, SIZE);
    if (map.hasImage(`shape-${kind}`)) map.updateImage(`shape-${kind}`, picture);
    else map.addImage(`shape-${kind}`, picture);
  }
}
