// A signature drawn with finger, pen or mouse: its points go along as text, in the field's own 600 by 200.
for (const form of document.querySelectorAll("[data-signing]")) {
  const part = form.querySelector("[data-drawing]");
  const canvas = part.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const kept = form.elements.strokes.value;
  let strokes = kept ? kept.split("|").map((stroke) => stroke.split(" ").map((at) => at.split(",").map(Number))) : [];
  part.hidden = false;

  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const scaled = (at, size, most) => Math.max(0, Math.min(most, Math.round((at / size) * most)));
    return [
      scaled(event.clientX - box.left, box.width, canvas.width),
      scaled(event.clientY - box.top, box.height, canvas.height),
    ];
  };

  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    for (const stroke of strokes) {
      pen.beginPath();
      stroke.forEach(([x, y], nth) => (nth ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
    }
    form.elements.strokes.value = strokes.map((stroke) => stroke.map((at) => at.join(",")).join(" ")).join("|");
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes.push([point(event)]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    strokes.at(-1).push(point(event));
    draw();
  });
  part.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    draw();
  });
  draw();
}
