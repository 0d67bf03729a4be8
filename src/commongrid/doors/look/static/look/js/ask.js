// A checklist: questions appear as earlier ones are answered, photos where an answer needs them. The server asks the same.
// <form data-ask> with <fieldset data-question data-only-if data-sense data-values data-figure data-gap… data-photo…>
export function start(form) {
  const asked = [...form.querySelectorAll("[data-question]")];
  const follow = () => show(form, asked);
  form.addEventListener("input", follow);
  form.addEventListener("change", follow);
  form.addEventListener("submit", () => stamp(form));
  follow();
}

function show(form, asked) {
  const shown = new Set();
  let left = 0;
  for (const one of asked) {
    const { onlyIf, sense, values, figure } = one.dataset;
    const earlier = onlyIf ? answer(form, onlyIf) : "";
    one.hidden = Boolean(onlyIf) && !(shown.has(onlyIf) && meets(sense, values, figure, earlier));
    if (one.hidden) continue;
    shown.add(one.dataset.question);
    left += follows(form, one) ? 1 : 0;
  }
  const says = form.querySelector("[data-left]");
  says.textContent = left ? `${says.dataset.leftWords} ${left}` : "";
}

// Shows what hangs on the question's own answer; is something of it still missing?
function follows(form, one) {
  const { question, gap, gapValues, gapFigure, photo, photoValues, photoFigure } = one.dataset;
  const given = answer(form, question);
  const isGap = Boolean(gap) && meets(gap, gapValues, gapFigure, given);
  const needsPhoto = photo === "gap" ? isGap : Boolean(photo) && meets(photo, photoValues, photoFigure, given);
  const shots = one.querySelector("[data-shots-of]");
  if (shots && photo && photo !== "always") shots.hidden = !needsPhoto;
  const settle = one.querySelector("[data-settle]");
  if (settle) settle.hidden = !isGap;
  const isAnswered = given !== "" || !form.elements[`a-${question}`];
  return "required" in one.dataset && !isAnswered;
}

const answer = (form, question) => form.elements[`a-${question}`]?.value?.trim() ?? "";

function meets(sense, values, figure, given) {
  if (sense === "always") return true;
  if (given === "") return false;
  const listed = values.split("|").includes(given);
  if (sense === "is") return listed;
  if (sense === "not") return !listed;
  const number = Number(given.replace(/[,，]/, "."));
  if (sense === "above") return number > Number(figure);
  if (sense === "below") return number < Number(figure);
  return false;
}

// When it was filled in: a form that waits for a signal is sent later than it was seen.
function stamp(form) {
  const field = form.elements.captured_at;
  if (field && !field.value) field.value = new Date().toISOString();
}
