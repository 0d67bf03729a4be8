// The hand-blur editor: draw boxes over faces and plates; returns them relative to the picture (0 to 1).
import { element, icon, word } from "./words.js";

const SMALLEST = 0.01;
const within = (value) => Math.max(0, Math.min(1, value));

export function blur(url, boxes) {
  const drawn = boxes.map((box) => ({ ...box }));
  const stage = element("div", { class: "blur-stage" }, element("img", { src: url, alt: "", draggable: "false" }));
  const undo = element("button", { class: "button", type: "button" }, icon("arrow-back-up", 20), word("blurUndo"));
  const done = element("button", { class: "button button-main" }, word("done"));
  const dialog = element("dialog", { class: "dialog dialog-wide", "aria-labelledby": "blur-title" },
    element("form", { method: "dialog", class: "stack" },
      element("h2", { id: "blur-title" }, word("blurTitle")), element("p", { class: "small muted" }, word("blurHint")),
      stage, element("div", { class: "buttons" }, done, undo)));
  undo.addEventListener("click", () => { drawn.pop(); paint(stage, drawn); });
  draw(stage, drawn);
  document.body.append(dialog);
  dialog.showModal();
  paint(stage, drawn);
  return new Promise((finish) => dialog.addEventListener("close", () => { dialog.remove(); finish(drawn); }));
}

function draw(stage, drawn) {
  let from = null;
  const at = (event) => {
    const frame = stage.getBoundingClientRect();
    return { x: within((event.clientX - frame.left) / frame.width), y: within((event.clientY - frame.top) / frame.height) };
  };
  const box = (to) => ({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), w: Math.abs(to.x - from.x), h: Math.abs(to.y - from.y) });
  stage.addEventListener("pointerdown", (event) => {
    from = at(event);
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => from && paint(stage, [...drawn, box(at(event))]));
  stage.addEventListener("pointerup", (event) => {
    const made = from && box(at(event));
    from = null;
    if (made && made.w > SMALLEST && made.h > SMALLEST) drawn.push(made);
    paint(stage, drawn);
  });
  stage.addEventListener("pointercancel", () => { from = null; paint(stage, drawn); });
}

function paint(stage, boxes) {
  stage.querySelectorAll(".blur-box").forEach((one) => one.remove());
  for (const box of boxes) {
    const veil = element("span", { class: "blur-box" });
    for (const [side, value] of [["left", box.x], ["top", box.y], ["width", box.w], ["height", box.h]]) veil.style[side] = `${value * 100}%`;
    stage.append(veil);
  }
}
